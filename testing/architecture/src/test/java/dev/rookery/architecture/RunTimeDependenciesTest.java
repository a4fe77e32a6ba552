package dev.rookery.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody who uses a published artifact gets a library that we have not looked at. */
final class RunTimeDependenciesTest {
    private static final Path FOLDER = Modules.ROOT.resolve("testing/architecture");
    private static final Path KNOWN = FOLDER.resolve("src/test/resources/dependencies.txt");
    private static final Path FOUND = FOLDER.resolve("target/dependencies.txt");

    @Test
    void each_library_that_users_get_is_a_known_one() throws IOException {
        var known = Files.readAllLines(KNOWN);
        var found = Module.allPublished().stream()
                .flatMap(module -> RunTimeDependencies.of(module).stream())
                .sorted()
                .toList();
        Files.write(FOUND, found);

        assertThat(differences(known, found))
                .as("""
                What users get with an artifact is not what %1$s says.
                To accept: cp %2$s %1$s
                A library that is new has a line in docs/decisions/0001-dependencies.md as well.""", shown(KNOWN), shown(FOUND))
                .isEmpty();
    }

    private static List<String> differences(List<String> known, List<String> found) {
        var differences = new ArrayList<String>();
        found.stream().filter(line -> !known.contains(line)).forEach(line -> differences.add("new: " + line));
        known.stream().filter(line -> !found.contains(line)).forEach(line -> differences.add("gone: " + line));
        return differences;
    }

    private static Path shown(Path file) {
        return Modules.ROOT.relativize(file);
    }
}
