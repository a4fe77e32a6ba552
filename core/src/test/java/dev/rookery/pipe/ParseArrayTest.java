package dev.rookery.pipe;

import static dev.rookery.pipe.Parsing.assertRefused;
import static dev.rookery.pipe.Parsing.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import dev.rookery.pipe.Parsing.Color;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pipe that makes arrays and collections. */
final class ParseArrayTest {
    static class Arrayed {
        @MessagePattern("call")
        Object call(@ParseArray int[] ids) {
            return ids;
        }
    }

    static class Semicolons {
        @MessagePattern("call")
        List<Object> call(
                @Payload("a") @ParseArray(separator = ";") long[] longs,
                @Payload("b") @ParseArray(separator = "::") List<String> texts,
                @Payload("c") @ParseArray Set<Color> colors,
                @Payload("d") @ParseArray double[] doubles,
                @Payload("e") @ParseArray boolean[] truths,
                @Payload("f") @ParseArray UUID[] uuids,
                @Payload("g") @ParseArray(optional = true) @Nullable List<LocalDate> dates) {
            return List.of(longs, texts, colors, doubles, truths, uuids.length, dates == null);
        }
    }

    @Test
    void an_array_comes_as_text_or_as_json() {
        assertThat(call(new Arrayed(), "1,2, 3")).isEqualTo(List.of(1, 2, 3));
        assertThat(call(new Arrayed(), "")).isEqualTo(List.of());
        assertThat(call(new Arrayed(), List.of(1, "2"))).isEqualTo(List.of(1, 2));
        var data = new LinkedHashMap<String, Object>();
        data.put("a", "1;2");
        data.put("b", "x ::y");
        data.put("c", "RED,GREEN,RED");
        data.put("d", "1.5,2");
        data.put("e", List.of(true, "false"));
        data.put("f", "6e5d2b10-3c4f-4a8e-9b7d-0123456789ab");
        assertThat(call(new Semicolons(), data))
                .isEqualTo(List.of(
                        List.of(1, 2),
                        List.of("x ", "y"),
                        List.of("RED", "green"),
                        List.of(1.5, 2.0),
                        List.of(true, false),
                        1,
                        true));
    }

    @Test
    void what_is_wrong_in_an_array_is_named_with_its_place() {
        assertRefused(new Arrayed(), "1,x", "the payload[1] is \"x\" (expected: a whole number)");
        assertRefused(new Arrayed(), "1,,2", "the payload[1] is \"\" (expected: a whole number)");
        assertRefused(new Arrayed(), Arrays.asList(1, null), "the payload[1] is null (expected: a whole number)");
        assertRefused(
                new Arrayed(), 7, "the payload is 7 (expected: an array, or a text with \",\" between its elements)");
        assertRefused(
                new Arrayed(),
                null,
                "the payload is missing (expected: an array, or a text with \",\" between its elements)");
    }
}
