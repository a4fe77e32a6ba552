package dev.rookery.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each text of docs/troubleshooting.md is one that the code says: its constant parts stand in one source, in their order. */
final class TroubleshootingTest {
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

    /** Between the constant parts of a text, anything but so much that it would be of another text. */
    private static final int WIDEST = 600;

    @Test
    void each_text_is_one_that_the_code_says() {
        var sources = Repository.published().stream()
                .map(Repository::read)
                .map(source -> JOINED.matcher(source).replaceAll("").replace("\\\"", "\""))
                .toList();
        var page = Page.of(Repository.ROOT.resolve("docs/troubleshooting.md"));
        var texts = page.lines().stream()
                .filter(line -> line.startsWith("| `") || line.startsWith("| … "))
                .flatMap(line -> QUOTED.matcher(line.split("\\s\\|\\s", 2)[0]).results())
                .map(text -> text.group(1))
                .filter(text -> text.contains(" ")) // else a name, which another test looks for
                .toList();

        assertThat(texts).hasSizeGreaterThan(60);
        assertThat(texts)
                .allSatisfy(text -> assertThat(sources)
                        .withFailMessage("docs/troubleshooting.md: nothing says %s", text)
                        .anyMatch(source -> says(source, text)));
    }

    private static boolean says(String source, String text) {
        var parts = parts(text);
        var pattern = String.join(
                "[\\s\\S]{0," + WIDEST + "}?",
                parts.stream().map(Pattern::quote).toList());
        return !parts.isEmpty() && Pattern.compile(pattern).matcher(source).find();
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split("…"))
                .map(String::strip)
                .filter(part -> part.matches(".*\\w.*"))
                .toList();
    }
}
