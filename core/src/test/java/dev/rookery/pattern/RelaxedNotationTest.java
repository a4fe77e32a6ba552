package dev.rookery.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelaxedNotationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{cmd: 'sum'} | {\"cmd\":\"sum\"}",
                "{ cmd : \"sum\" } | {\"cmd\":\"sum\"}",
                "{\"cmd\":\"sum\"} | {\"cmd\":\"sum\"}",
                "{'cmd':'sum',} | {\"cmd\":\"sum\"}",
                "{} | {}",
                "[] | []",
                "[[],{},[ ]] | [[],{},[]]",
                "{a:{b:{c:[1,'x',true,false,null]}}} | {\"a\":{\"b\":{\"c\":[1,\"x\",true,false,null]}}}",
                "{a:-1.50,b:1e3,c:0,d:1E-7} | {\"a\":-1.5,\"b\":1000,\"c\":0,\"d\":1e-7}",
                "{$a_1:1,_b:2,größe:3,0:4,10:5} | {\"$a_1\":1,\"_b\":2,\"größe\":3,\"0\":4,\"10\":5}",
                "{true:true,null:null} | {\"true\":true,\"null\":null}",
                "{a:'it\\'s \"so\"',b:\"it's\"} | {\"a\":\"it's \\\"so\\\"\",\"b\":\"it's\"}",
                "{a:'\\x41\\u00e9\\/\\\\\\n\\t\\0'} | {\"a\":\"Aé/\\\\\\n\\t\\u0000\"}",
                "{a:'\\ud83d\\ude00'} | {\"a\":\"😀\"}",
                "{a:'😀'} | {\"a\":\"😀\"}",
                "[1,2,] | [1,2]",
            })
    void what_a_nest_service_has_in_its_source_can_be_pasted(String notation, String json) {
        assertThat(Pattern.of(notation).json()).isEqualTo(json);
    }

    @Test
    void line_breaks_between_the_members_are_space() {
        assertThat(Pattern.of("{\n  cmd: 'sum',\r\n\tversion: 2,\n}").json())
                .isEqualTo("{\"cmd\":\"sum\",\"version\":2}");
    }

    @Test
    void a_text_without_quotes_is_explained() {
        assertThatThrownBy(() -> Pattern.of("{cmd: sum}"))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessage(
                        "Pattern \"{cmd: sum}\" cannot be read at character 7: expected a value: text in quotes, a number,"
                                + " true, false, null, an object {…} or an array […], but found sum. Put quotes around text, as in"
                                + " {cmd: 'sum'}; Pattern.literal takes a text as it is.");
    }

    @Test
    void a_missing_bracket_is_explained() {
        assertThatThrownBy(() -> Pattern.of("{cmd: 'sum'"))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessage(
                        "Pattern \"{cmd: 'sum'\" cannot be read at character 12: expected a comma or }, but found the end."
                                + " Close the object, or put a comma between its members; Pattern.literal takes a text as it is.");
    }

    @Test
    void a_missing_colon_is_explained() {
        assertThatThrownBy(() -> Pattern.of("{cmd}"))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessage(
                        "Pattern \"{cmd}\" cannot be read at character 5: expected a colon after the key cmd, but found }."
                                + " Write key: value, as in {cmd: 'sum'}; Pattern.literal takes a text as it is.");
    }

    @Test
    void a_glob_that_begins_with_a_bracket_is_told_of_the_literal() {
        assertThatThrownBy(() -> Pattern.of("[ab]*"))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageContaining("at character 2")
                .hasMessageEndingWith("Pattern.literal takes a text as it is.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | 2 | a key, or } at the end | the end",
                "[ | 2 | a value: | the end",
                "{,} | 2 | a key, or } at the end | ,",
                "[,1] | 2 | a value: | ,",
                "[1,,2] | 4 | a value: | ,",
                "[1 2] | 4 | a comma or ] | 2",
                "{a:1 b:2} | 6 | a comma or } | b",
                "{a:1]} | 5 | a comma or } | ]",
                "{a-b:1} | 3 | a colon after the key a | -",
                "{a:1} x | 7 | the end of the pattern | x",
                "{a:1}} | 6 | the end of the pattern | }",
                "{a:1,'a':2} | 6 | another key than those before | '",
                "{a:'x} | 7 | the closing ' | the end",
                "{a:\"x'} | 8 | the closing \" | the end",
                "{a:'\\q'} | 6 | one of n t r b f v 0 x u | q",
                "{a:'\\u12'} | 7 | 4 hexadecimal digits | 12",
                "{a:'\\xg0'} | 7 | 2 hexadecimal digits | g0",
                "{a:'\\ | 6 | one of n t r b f v 0 x u | the end",
                "{a:01} | 4 | a number as JSON writes it | 01",
                "{a:-} | 4 | a number as JSON writes it | -",
                "{a:1.} | 4 | a number as JSON writes it | 1",
                "{a:0x10} | 4 | a number as JSON writes it | 0x10",
                "{a:1e999} | 4 | a number that a double can hold | 1e999",
                "{a:.5} | 4 | a value: | .",
                "{a:undefined} | 4 | a value: | undefined",
                "{a:`x`} | 4 | a value: | ",
                "{a:/x/} | 4 | a value: | /",
                "{01:1} | 3 | a colon after the key 0 | 1",
            })
    void an_error_names_the_place_and_what_was_expected_there(String notation, int at, String expected, String found) {
        assertThatThrownBy(() -> Pattern.of(notation))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageStartingWith(
                        "Pattern \"" + notation + "\" cannot be read at character " + at + ": expected " + expected)
                .hasMessageContaining("but found " + (found == null ? "`" : found));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a:'x\ny'}", "[\"x\r\"]"})
    void a_text_ends_on_its_line(String notation) {
        assertThatThrownBy(() -> Pattern.of(notation))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageContaining("expected no line break before the closing");
    }

    @Test
    void sixty_four_levels_are_read_and_no_more() {
        assertThat(Pattern.of("[".repeat(64) + "]".repeat(64)).isObject()).isTrue();
        assertThatThrownBy(() -> Pattern.of("[".repeat(65) + "]".repeat(65)))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageContaining(
                        "at character 65: expected at most 64 levels, but found [. Use a flatter pattern");
        assertThat(Pattern.of("{a:".repeat(63) + "{}" + "}".repeat(63)).isObject())
                .isTrue();
        assertThatThrownBy(() -> Pattern.of("{a:".repeat(65)))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageContaining("expected at most 64 levels, but found {.");
    }

    @Test
    void what_was_found_is_shown_up_to_thirty_characters() {
        assertThatThrownBy(() -> Pattern.of("{a: " + "x".repeat(30) + "}"))
                .hasMessageContaining("found " + "x".repeat(30) + ".");
        assertThatThrownBy(() -> Pattern.of("{a: " + "x".repeat(31) + "}"))
                .hasMessageContaining("found " + "x".repeat(30) + "….");
    }

    @Test
    void a_pattern_is_shown_up_to_two_hundred_characters() {
        assertThatThrownBy(() -> Pattern.of("{" + " ".repeat(199)))
                .hasMessageStartingWith("Pattern \"{" + " ".repeat(199) + "\" ");
        assertThatThrownBy(() -> Pattern.of("{" + " ".repeat(200)))
                .hasMessageStartingWith("Pattern \"{" + " ".repeat(199) + "…\" (201 characters) ");
    }

    @Test
    void any_text_is_a_pattern_or_an_invalid_one() {
        var random = new Random(17);
        var alphabet = "{}[]:,\"'\\ux019a.-+eE \t\n\u0000é\ud83d\ude00tnfrl_$";
        for (var i = 0; i < 50_000; i++) {
            var text = random.ints(random.nextInt(14), 0, alphabet.length())
                    .collect(
                            () -> new StringBuilder("{"),
                            (all, at) -> all.append(alphabet.charAt(at)),
                            StringBuilder::append)
                    .toString();
            try {
                var pattern = Pattern.of(text);
                assertThat(Pattern.of(pattern.json())).isEqualTo(pattern);
            } catch (InvalidPatternException e) {
                assertThat(e).hasMessageContaining(text);
            }
        }
    }
}
