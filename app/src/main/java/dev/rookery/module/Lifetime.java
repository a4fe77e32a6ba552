package dev.rookery.module;

/** How long an instance lives, the longest first. */
enum Lifetime {
    APPLICATION("made once"),
    TENANT("tenant-scoped"),
    MESSAGE("request-scoped");

    private final String told;

    Lifetime(String told) {
        this.told = told;
    }

    static Lifetime of(Scope scope) {
        return switch (scope) {
            case SINGLETON, TRANSIENT -> APPLICATION;
            case TENANT -> TENANT;
            case REQUEST -> MESSAGE;
        };
    }

    boolean isShorterThan(Lifetime other) {
        return compareTo(other) > 0;
    }

    /** As it stands after "is". */
    @Override
    public String toString() {
        return told;
    }
}
