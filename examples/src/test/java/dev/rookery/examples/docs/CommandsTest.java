package dev.rookery.examples.docs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
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
