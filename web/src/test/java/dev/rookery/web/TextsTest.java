package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.codec.JsonPacketCodec;
import dev.rookery.codec.TypeRef;
import dev.rookery.error.HttpException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TextsTest {
    private static final UUID SOME_ID = UUID.fromString("0b0f6d9e-6d7b-4a53-8f0d-3f1f4f3a2b11");

    private final Texts texts = new Texts(JsonPacketCodec.builder().build());

    private @Nullable Object convert(Type type, String... all) {
        return texts.convert(List.of(all), type);
    }

    static Stream<Arguments> fitting() {
        return Stream.of(
                Arguments.of("a b", String.class, "a b"),
                Arguments.of("-7", int.class, -7),
                Arguments.of("007", Integer.class, 7),
                Arguments.of("9007199254740993", long.class, 9007199254740993L),
                Arguments.of("2.5e3", double.class, 2500.0),
                Arguments.of("0.10", BigDecimal.class, new BigDecimal("0.10")),
                Arguments.of("true", boolean.class, true),
                Arguments.of("SECONDS", TimeUnit.class, TimeUnit.SECONDS),
                Arguments.of("2026-11-26", LocalDate.class, LocalDate.of(2026, 11, 26)),
                Arguments.of(SOME_ID.toString(), UUID.class, SOME_ID));
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void a_text_becomes_what_is_wanted(String text, Class<?> type, Object expected) {
        assertThat(convert(type, text)).isEqualTo(expected);
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                Arguments.of("x", int.class, "numeric string is expected"),
                Arguments.of("", int.class, "numeric string is expected"),
                Arguments.of("3.7", int.class, "numeric string is expected"),
                Arguments.of("2147483648", int.class, "numeric string is expected"),
                Arguments.of(" 1", long.class, "numeric string is expected"),
                Arguments.of("NaN", double.class, "numeric string is expected"),
                Arguments.of("0x1p3", double.class, "numeric string is expected"),
                Arguments.of("1", boolean.class, "boolean string is expected"),
                Arguments.of("TRUE", Boolean.class, "boolean string is expected"),
                Arguments.of("AEONS", TimeUnit.class, "enum string is expected"),
                Arguments.of("2026-02-30", LocalDate.class, "invalid date format"),
                Arguments.of("7", UUID.class, "uuid is expected"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void what_does_not_fit_is_400_in_the_words_of_nest(String text, Class<?> type, String expected) {
        assertThatThrownBy(() -> convert(type, text))
                .isInstanceOfSatisfying(
                        HttpException.class, error -> assertThat(error.status()).isEqualTo(400))
                .hasMessage("Validation failed (" + expected + ")");
    }

    @Test
    void nothing_is_null_where_the_type_has_it() {
        assertThat(convert(Integer.class)).isNull();
        assertThat(convert(new TypeRef<Optional<Integer>>() {}.type())).isEqualTo(Optional.empty());
        assertThat(convert(new TypeRef<List<Integer>>() {}.type())).isEqualTo(List.of());
        assertThatThrownBy(() -> convert(int.class)).hasMessage("Validation failed (numeric string is expected)");
    }

    @Test
    void several_texts_become_several_values() {
        assertThat(convert(new TypeRef<List<Integer>>() {}.type(), "1", "2")).isEqualTo(List.of(1, 2));
        assertThat(convert(int[].class, "1", "2")).isEqualTo(new int[] {1, 2});
        assertThat(convert(Object.class, "1", "2")).isEqualTo(List.of("1", "2"));
        assertThat(convert(String.class, "1", "2")).isEqualTo("1");
    }
}
