package dev.rookery.architecture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which tests the sources have, read as text, so that no module has to be built first. */
final class TestSources {
    private static final Pattern TEST =
            Pattern.compile("@(?:Test|ParameterizedTest|RepeatedTest|FuzzTest)\\b.*?\\bvoid (\\w+)\\(", Pattern.DOTALL);

    private final Map<String, List<Path>> files;

    private TestSources(Map<String, List<Path>> files) {
        this.files = files;
    }

    static TestSources ofAllModules() {
        return new TestSources(Stream.concat(
                        Module.all().stream().map(module -> module.path().resolve("src/test/java")),
                        Stream.of(Module.TRANSPORT_TCK.path().resolve("src/main/java")))
                .filter(Files::isDirectory)
                .flatMap(TestSources::javaFiles)
                .collect(groupingBy(TestSources::className)));
    }

    /** Whether there is such a class among the tests, of any package. */
    boolean hasClass(String simpleName) {
        return files.containsKey(simpleName);
    }

    /** Whether such a class has such a test. */
    boolean hasTest(String simpleName, String method) {
        return files.getOrDefault(simpleName, List.of()).stream()
                .anyMatch(file -> tests(file).contains(method));
    }

    private static Set<String> tests(Path file) {
        return TEST.matcher(read(file)).results().map(found -> found.group(1)).collect(toUnmodifiableSet());
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (var found = Files.walk(folder)) {
            return found.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String className(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
