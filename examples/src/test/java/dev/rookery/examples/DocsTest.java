package dev.rookery.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the docs show is code that compiles: each Java block stands in these examples or their tests, but for white space. */
final class DocsTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final List<Path> SOURCES = List.of(Path.of("src/main/java"), Path.of("src/test/java"));
    private static final Path DOCS = Path.of("../docs");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "getting-started",
                "modules",
                "providers",
                "scopes",
                "life-cycle",
                "handlers",
                "guards",
                "interceptors",
                "filters",
                "pipes",
                "validation",
                "patterns",
                "clients",
                "errors-and-timeouts",
                "testing",
                "configuration",
                "nats",
                "grpc",
                "http",
                "gateway-tutorial",
                "hybrid",
                "websocket",
                "mqtt",
                "rabbitmq",
                "redis",
                "kafka"
            })
    void what_a_page_shows_stands_in_the_examples(String page) throws IOException {
        var sources = sources();
        var blocks = JAVA.matcher(Files.readString(DOCS.resolve(page + ".md")))
                .results()
                .map(block -> block.group(1))
                .toList();

        assertThat(blocks).isNotEmpty();
        assertThat(blocks)
                .allSatisfy(block -> assertThat(sources).anyMatch(source -> source.contains(bare(block)), block));
    }

    private static List<String> sources() throws IOException {
        var found = new ArrayList<String>();
        for (var folder : SOURCES) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(file -> bare(read(file)))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bare(String code) {
        return code.replaceAll("\\s", "");
    }
}
