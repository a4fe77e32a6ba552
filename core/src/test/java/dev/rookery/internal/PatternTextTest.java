package dev.rookery.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns as a context shows them. */
final class PatternTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "sum"                       | sum
            {"cmd":"sum"}               | {"cmd":"sum"}
            42                          | 42
            "{\\"cmd\\":\\"sum\\"}"     | {"cmd":"sum"}
            "a\\\\b\\/c"                | a\\b/c
            "\\u00e9\\ud83d\\ude00"     | é😀
            null                        | null
            """)
    void a_text_is_shown_without_its_escapes_and_all_else_as_json(String json, String shown) {
        assertThat(PatternText.of(json)).isEqualTo(shown);
    }
}
