package dev.rookery.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.error.StartException;
import dev.rookery.internal.OptionCheck;
import dev.rookery.pattern.InvalidPatternException;

/** Names of queues and exchanges, and routing keys, all of which AMQP bounds in length. */
final class RmqNames {
    private static final int MAX_BYTES = 255;
    private static final int MAX_SHOWN = 60;

    private RmqNames() {}

    static void check(String option, String name) {
        OptionCheck.given(option, name);
        if (!fits(name)) {
            throw new InvalidOptionException(option, shown(name), "at most " + MAX_BYTES + " bytes");
        }
    }

    /** A pattern that a server binds its queue by. */
    static void checkBinding(String route) {
        if (!fits(route)) {
            throw new StartException(
                    "The pattern " + shown(route) + " has more than the " + MAX_BYTES
                            + " bytes that a routing key of RabbitMQ may have: choose a shorter one, or bind its handler to other transports");
        }
    }

    /** A pattern that a client publishes by. */
    static void checkRoutingKey(String pattern) {
        if (!fits(pattern)) {
            throw new InvalidPatternException("The pattern " + shown(pattern) + " has more than the " + MAX_BYTES
                    + " bytes that a routing key of RabbitMQ may have: choose a shorter one");
        }
    }

    private static boolean fits(String name) {
        return name.length() <= MAX_BYTES
                && (name.length() * 3 <= MAX_BYTES || name.getBytes(UTF_8).length <= MAX_BYTES);
    }

    private static String shown(String name) {
        return name.length() <= MAX_SHOWN ? name : name.substring(0, MAX_SHOWN) + "…";
    }
}
