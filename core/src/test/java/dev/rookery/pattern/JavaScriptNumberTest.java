package dev.rookery.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaScriptNumberTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1.5, 1.5",
        "-2, -2",
        "1e21, 1e+21",
        "1e20, 100000000000000000000",
        "1e-6, 0.000001",
        "1e-7, 1e-7",
        "12345678901234567890, 12345678901234567000",
        "4.9E-324, 5e-324",
        "1.25e300, 1.25e+300",
        "Infinity, Infinity",
        "-Infinity, -Infinity",
        "NaN, NaN",
    })
    void numbers_look_as_in_javascript(double number, String text) {
        assertThat(JavaScriptNumber.format(number)).isEqualTo(text);
    }

    @Test
    void every_number_looks_as_node_wrote_it() {
        assertThat(Vectors.strings("numbers.json")).hasSizeGreaterThan(1000).allSatisfy(vector -> {
            var bits = Long.parseUnsignedLong(vector.substring(0, 16), 16);
            assertThat(JavaScriptNumber.format(Double.longBitsToDouble(bits))).isEqualTo(vector.substring(17));
        });
    }
}
