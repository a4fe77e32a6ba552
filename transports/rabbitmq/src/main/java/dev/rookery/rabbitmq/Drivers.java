package dev.rookery.rabbitmq;

import java.util.List;
import java.util.stream.Collectors;

/** Hands out objects of the driver's by their type. */
final class Drivers {
    private Drivers() {}

    static <T> T pick(Class<T> type, List<?> available) {
        return available.stream()
                .filter(type::isInstance)
                .findFirst()
                .map(type::cast)
                .orElseThrow(
                        () -> new IllegalArgumentException("RabbitMQ has no " + type.getName() + " here (expected: "
                                + available.stream()
                                        .map(each -> each.getClass().getName())
                                        .collect(Collectors.joining(", "))
                                + ", or a type above one of them)"));
    }
}
