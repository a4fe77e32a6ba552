package dev.rookery.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README of the examples names what there is. */
final class ExamplesListTest {
    private static final Path EXAMPLES = Path.of("src/main/java/dev/rookery/examples");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|");
    private static final Pattern MAIN = Pattern.compile("`run ([a-z.]+)\\.([A-Z]\\w+)`");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)`");

    @Test
    void each_folder_is_listed_once() throws IOException {
        var listed = ROW.matcher(readme()).results().map(row -> row.group(1)).toList();

        assertThat(listed).containsExactlyInAnyOrderElementsOf(folders());
    }

    @Test
    void what_is_to_be_run_has_a_main() throws IOException {
        var programs = MAIN.matcher(readme())
                .results()
                .map(program -> program.group(1).replace('.', '/') + "/" + program.group(2) + ".java")
                .toList();

        assertThat(programs).isNotEmpty();
        for (var program : programs) {
            assertThat(EXAMPLES.resolve(program)).content().contains("static void main(");
        }
    }

    @Test
    void the_tests_that_it_names_are_there() throws IOException {
        var named = TEST.matcher(readme()).results().map(test -> test.group(1)).toList();

        assertThat(named).isNotEmpty();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            var there = files.map(file -> file.getFileName().toString()).toList();
            assertThat(there)
                    .containsAll(named.stream().map(test -> test + ".java").toList());
        }
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    /** All that have a class of their own, as packages below that of the examples. */
    private static List<String> folders() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file ->
                            EXAMPLES.relativize(file.getParent()).toString().replace('/', '.'))
                    .filter(folder -> !folder.isEmpty())
                    .distinct()
                    .toList();
        }
    }
}
