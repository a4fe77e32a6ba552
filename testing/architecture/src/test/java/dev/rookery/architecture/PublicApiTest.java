package dev.rookery.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users can see of each artifact is what a file in {@code api} says; a change of it is a decision. */
final class PublicApiTest {

    private static final Path BASELINES = Module.root().resolve("testing/architecture/api");

    @ParameterizedTest
    @MethodSource("dev.rookery.architecture.Module#allPublished")
    void what_users_see_is_what_was_decided(Module module) {
        var current = module.api().stream().flatMap(ApiType::lines).toList();
        var decided = new KeptText(baseline(module)).linesFor(current);

        assertThat(ApiDifference.between(decided, current))
                .as(() -> question(module))
                .isEmpty();
    }

    @Test
    void each_file_is_that_of_an_artifact() throws IOException {
        var artifacts = Module.allPublished().stream().map(PublicApiTest::baseline);
        try (Stream<Path> files = Files.list(BASELINES)) {
            assertThat(files).containsExactlyInAnyOrderElementsOf(artifacts.toList());
        }
    }

    private static Path baseline(Module module) {
        return BASELINES.resolve(module.artifact() + ".txt");
    }

    private static String question(Module module) {
        return """
                The public API of %s is not what %s says.
                A line that is gone or has changed (-) breaks those who use it. A new one (+) breaks those who implement its type \
                if it is abstract, and those who switch over it if it is a constant or a permitted type.
                Where this is meant: tell it in CHANGELOG.md, and accept it by

                  %s

                which writes the file, to be committed with the change. Differences\
                """.formatted(module, Module.root().relativize(baseline(module)), KeptText.ACCEPT);
    }
}
