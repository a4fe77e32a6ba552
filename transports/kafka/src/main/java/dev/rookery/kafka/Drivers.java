package dev.rookery.kafka;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Hands out objects of the driver's by their type. */
final class Drivers {
    private Drivers() {}

    static <T> T pick(Class<T> type, Object... available) {
        return Arrays.stream(available)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Kafka has no " + type.getName() + " here (expected: "
                        + Arrays.stream(available)
                                .map(each -> each.getClass().getName())
                                .collect(Collectors.joining(", "))
                        + ", or a type above one of them)"));
    }
}
