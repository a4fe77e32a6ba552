package dev.rookery.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What comes with a module's artifact, as Maven resolved it: the build writes that down beside the classes. */
final class RunTimeDependencies {

    /** Such as {@code io.netty:netty-common:jar:4.2.18.Final:compile (optional) -- module io.netty.common}. */
    private static final Pattern LINE =
            Pattern.compile("\\s+(?<name>[^:\\s]+:[^:\\s]+):\\S+:(?:compile|runtime)(?<optional> \\(optional\\))?.*");

    private RunTimeDependencies() {}

    /** One line for each, such as {@code rookery-core: org.slf4j:slf4j-api}, sorted. */
    static List<String> of(Module module) {
        var direct = Modules.dependenciesIn(module.path());
        return lines(module.path().resolve("target/dependencies.txt")).stream()
                .map(LINE::matcher)
                .flatMap(line -> line.matches() ? Stream.of(line) : Stream.empty())
                .map(line -> module.artifact() + ": " + line.group("name")
                        + (direct.contains(line.group("name")) ? "" : ", through another")
                        + (line.group("optional") == null ? "" : ", optional"))
                .distinct() // native libraries come once for each platform
                .sorted()
                .toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read " + file + ", which the build writes with the classes (bin/maven process-classes)", e);
        }
    }
}
