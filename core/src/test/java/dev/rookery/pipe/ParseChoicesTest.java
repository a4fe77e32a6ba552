package dev.rookery.pipe;

import static dev.rookery.pipe.Parsing.assertRefused;
import static dev.rookery.pipe.Parsing.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import dev.rookery.pipe.Parsing.Color;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pipes that take one of a few texts: booleans and constants of enums. */
final class ParseChoicesTest {
    static class Booleans {
        @MessagePattern("call")
        boolean call(@Payload("on") @ParseBoolean boolean on) {
            return on;
        }
    }

    @Test
    void a_boolean_is_true_or_false_and_nothing_else() {
        assertThat(call(new Booleans(), Map.of("on", "true"))).isEqualTo(true);
        assertThat(call(new Booleans(), Map.of("on", false))).isEqualTo(false);
        assertRefused(new Booleans(), Map.of("on", "TRUE"), "on is \"TRUE\" (expected: true or false)");
        assertRefused(new Booleans(), Map.of("on", 1), "on is 1 (expected: true or false)");
    }

    static class Enums {
        @MessagePattern("call")
        String call(@Payload("color") @ParseEnum Color color) {
            return color.toString();
        }
    }

    @Test
    void a_constant_of_an_enum_comes_by_its_name_or_its_text() {
        assertThat(call(new Enums(), Map.of("color", "GREEN"))).isEqualTo("green");
        assertThat(call(new Enums(), Map.of("color", "green"))).isEqualTo("green");
        assertRefused(new Enums(), Map.of("color", "red"), "color is \"red\" (expected: one of RED, green)");
        assertRefused(new Enums(), Map.of("color", 0), "color is 0 (expected: one of RED, green)");
    }
}
