package dev.rookery.nats;

/** Hands out objects of the driver's by their type. */
final class Drivers {
    private Drivers() {}

    static <T> T pick(Class<T> type, Object driver) {
        if (!type.isInstance(driver)) {
            throw new IllegalArgumentException("NATS has no " + type.getName() + " here (expected: "
                    + driver.getClass().getName() + ", or a type above it)");
        }
        return type.cast(driver);
    }
}
