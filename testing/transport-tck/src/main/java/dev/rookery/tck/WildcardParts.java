package dev.rookery.tck;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.transport.MessageContext;

/** What the tests of {@link WildcardContract} serve and call. */
final class WildcardParts {
    private WildcardParts() {}

    /** Patterns as NATS, AMQP and Redis write them. */
    static final class DottedCats {
        DottedCats() {}

        @MessagePattern("cats.*.name")
        String any(MessageContext context) {
            return "any cat, asked as " + context.pattern();
        }

        @MessagePattern("cats.felix.name")
        String felix() {
            return "Felix";
        }

        @MessagePattern({"dogs.>", "dogs.#", "dogs.*"})
        String dogs() {
            return "any dog";
        }
    }

    /** Patterns as MQTT writes them, whose brokers refuse the others. */
    static final class SlashedCats {
        SlashedCats() {}

        @MessagePattern("cats/+/name")
        String any(MessageContext context) {
            return "any cat, asked as " + context.pattern();
        }

        @MessagePattern("cats/felix/name")
        String felix() {
            return "Felix";
        }

        @MessagePattern("dogs/#")
        String dogs() {
            return "any dog";
        }
    }

    /** Regular expressions. */
    static final class CatsByExpression {
        CatsByExpression() {}

        @MessagePattern("/^cats\\.[^.]*\\.name$/")
        String any(MessageContext context) {
            return "any cat, asked as " + context.pattern();
        }

        @MessagePattern("cats.felix.name")
        String felix() {
            return "Felix";
        }

        @MessagePattern("/^dogs\\..*/")
        String dogs() {
            return "any dog";
        }
    }
}
