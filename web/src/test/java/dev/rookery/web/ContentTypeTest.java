package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContentTypeTest {
    @ParameterizedTest
    @CsvSource({
        "text/plain,                              text/plain; charset=utf-8",
        "text/plain; charset=iso-8859-1,          text/plain; charset=utf-8",
        "text/plain;Charset=\"UTF-8\";format=flowed, text/plain;format=flowed; charset=utf-8",
        "application/problem+json,                application/problem+json; charset=utf-8",
    })
    void a_text_is_said_to_be_in_utf_8(String said, String expected) {
        assertThat(ContentType.inUtf8(said)).isEqualTo(expected);
    }
}
