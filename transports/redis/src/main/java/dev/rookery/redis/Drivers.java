package dev.rookery.redis;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hands out objects of Lettuce's by their type. */
final class Drivers {
    private Drivers() {}

    /** The client, the connection that publishes, the connection that subscribes; in this order where a type fits several. */
    static <T> T pick(Class<T> type, @Nullable Driver driver, @Nullable RedisLink link) {
        if (driver == null || link == null) {
            throw new IllegalStateException("There is no " + type.getName() + ": no connection to Redis at the moment");
        }
        Object[] available = {driver.client(), link.publishing(), link.subscribing()};
        return Stream.of(available)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Redis has no " + type.getName() + " here (expected: "
                        + Stream.of(available)
                                .map(each -> each.getClass().getName())
                                .collect(Collectors.joining(", "))
                        + ", or a type above it)"));
    }
}
