package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.MessagePattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** What the tests of {@link ErrorContract} serve, call and expect. */
final class ErrorParts {
    private ErrorParts() {}

    /** What a caller learns of an error that was not made for it: nothing but an id that the service's log has too. */
    static void assertInternal(@Nullable Object error) {
        assertThat(error)
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsOnlyKeys("status", "message", "errorId")
                .containsEntry("status", "error")
                .containsEntry("message", "Internal server error")
                .hasEntrySatisfying("errorId", id -> assertThat(id).asString().matches("[0-9a-f]{12}"));
    }

    /** Has some lives. */
    record Cat(String name, int lives) {}

    /** Throws. */
    static final class Failing {
        private final Throwable thrown;

        Failing(Throwable thrown) {
            this.thrown = thrown;
        }

        @MessagePattern("fail")
        String fail() throws Throwable {
            throw thrown;
        }

        @MessagePattern("fine")
        int fine() {
            return 1;
        }
    }

    /** A type whose own code throws while a reply is read. */
    @JsonDeserialize(using = Unreadable.Reader.class)
    record Unreadable() {
        static final class Reader extends ValueDeserializer<Unreadable> {
            @Override
            public Unreadable deserialize(JsonParser parser, DeserializationContext context) {
                throw new NumberFormatException("no such number");
            }
        }
    }
}
