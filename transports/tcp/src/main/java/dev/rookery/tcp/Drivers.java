package dev.rookery.tcp;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Hands out objects of Netty's by their type. */
final class Drivers {
    private Drivers() {}

    static <T> T pick(Class<T> type, Object... available) {
        return Stream.of(available)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("TCP has no " + type.getName() + " here (expected: "
                        + Stream.of(available)
                                .map(driver -> driver.getClass().getName())
                                .collect(Collectors.joining(", "))
                        + ", or a type above it)"));
    }
}
