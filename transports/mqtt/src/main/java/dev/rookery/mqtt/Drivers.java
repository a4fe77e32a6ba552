package dev.rookery.mqtt;

/** Hands out objects of the HiveMQ client's by their type. */
final class Drivers {
    private Drivers() {}

    static <T> T pick(Class<T> type, Object available) {
        if (!type.isInstance(available)) {
            throw new IllegalArgumentException("MQTT has no " + type.getName() + " here (expected: "
                    + available.getClass().getName() + ", or a type above it)");
        }
        return type.cast(available);
    }
}
