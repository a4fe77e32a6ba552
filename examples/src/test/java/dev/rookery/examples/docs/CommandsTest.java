package dev.rookery.examples.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of this repository that pages name are there, and know the flags that stand behind them. */
final class CommandsTest {
    private static final Pattern COMMAND =
            Pattern.compile("(?:^|[`\\s(])((?:bin|interop)/[a-z]+)(?![\\w/.-])([^`#;|&]*)");
    private static final Pattern FLAG = Pattern.compile("(?<!\\S)--([a-z][a-z-]*)");

    private static final Pattern JVM_FLAG = Pattern.compile("-XX:[+-]?(\\w+)");
    private static final Set<String> JVM_FLAGS = jvmFlags();

    static List<Page> pages() {
        return Repository.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_command_is_there_and_knows_its_flags(Page page) {
        var inBlocks = page.blocks().stream()
                .filter(block -> block.language().isEmpty() || block.language().equals("sh"))
                .flatMap(block -> block.lines().stream()
                        .flatMap(CommandsTest::mistakes)
                        .map(mistake -> block.place() + " " + mistake));
        var inProse = page.spans().stream()
                .flatMap(span -> mistakes(span.code()).map(mistake -> span.place() + " " + mistake));

        assertThat(Stream.concat(inBlocks, inProse)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_flag_of_the_jvm_is_one_that_this_jvm_knows(Page page) {
        var named = Stream.concat(
                        page.blocks().stream().flatMap(block -> block.lines().stream()),
                        page.spans().stream().map(Page.Span::code))
                .flatMap(line -> JVM_FLAG.matcher(line).results())
                .map(flag -> flag.group(1))
                .toList();

        assertThat(named).isSubsetOf(JVM_FLAGS);
    }

    private static Set<String> jvmFlags() {
        try {
            var java = ProcessHandle.current().info().command().orElseThrow();
            var process = new ProcessBuilder(java, "-XX:+UnlockDiagnosticVMOptions", "-XX:+PrintFlagsFinal", "-version")
                    .redirectError(Redirect.DISCARD)
                    .start();
            try (var lines = process.inputReader(UTF_8)) {
                return lines.lines()
                        .map(line -> line.strip().split("\\s+"))
                        .filter(words -> words.length > 1)
                        .map(words -> words[1])
                        .collect(toSet());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> mistakes(String line) {
        return COMMAND.matcher(line)
                .results()
                .filter(found -> !Files.isDirectory(Repository.ROOT.resolve(found.group(1))))
                .flatMap(CommandsTest::mistakes);
    }

    private static Stream<String> mistakes(MatchResult found) {
        var command = found.group(1);
        if (!Files.isExecutable(Repository.ROOT.resolve(command))) {
            return Stream.of("names a command that is not there: " + command);
        }
        var text = source(command);
        return FLAG.matcher(found.group(2))
                .results()
                .map(flag -> flag.group(1))
                .filter(flag ->
                        !text.contains("--" + flag) && !text.contains("'" + flag + "'") && !text.contains(flag + ": {"))
                .map(flag -> "gives " + command + " a flag that it does not know: --" + flag);
    }

    /** The flags of the peers are read by JavaScript, where no dashes stand before them. */
    private static String source(String command) {
        var script = Repository.read(Repository.ROOT.resolve(command));
        return command.equals("interop/peer")
                ? script
                        + Repository.named(".mjs").stream()
                                .map(Repository::read)
                                .collect(joining())
                : script;
    }
}
