package dev.rookery.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Micrometer is an optional dependency: only the class that is there for it may name it. */
class OptionalMicrometerTest {

    @Test
    void no_other_class_of_core_names_micrometer() throws IOException, URISyntaxException {
        assertThat(naming("io/micrometer/")).isNotEmpty().allMatch(name -> name.startsWith("MicrometerObserver"));
    }

    private static List<String> naming(String text) throws IOException, URISyntaxException {
        var root = Path.of(ExchangeObserver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> content(file).contains(text))
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
