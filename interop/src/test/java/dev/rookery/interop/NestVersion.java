package dev.rookery.interop;

/** A major version of Nest, installed by {@code interop/setup}. */
enum NestVersion {
    V12("12"),
    V11("11");

    private final String number;

    NestVersion(String number) {
        this.number = number;
    }

    String number() {
        return number;
    }

    @Override
    public String toString() {
        return "Nest " + number;
    }
}
