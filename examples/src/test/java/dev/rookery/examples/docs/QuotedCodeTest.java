package dev.rookery.examples.docs;

import static dev.rookery.examples.docs.Repository.bare;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code that a page shows stands in a file that the build compiles or a test runs, but for white space. */
final class QuotedCodeTest {
    private static final List<String> JAVA = code(Repository.java());
    private static final List<String> TYPE_SCRIPT = code(Repository.named(".ts"));
    private static final String YAML =
            bare(Repository.read(Repository.ROOT.resolve("examples/src/main/resources/application.yaml")));
    private static final String BOM = Repository.read(Repository.ROOT.resolve("bom/pom.xml"));

    private static final Pattern TYPES = Pattern.compile("(?<=\n})\n+(?=\\S)|(?<=\\{})\n+(?=\\S)");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]*)</artifactId>");
    private static final Pattern ELEMENT = Pattern.compile("<([A-Za-z]+)>");

    static List<Page> pages() {
        return Repository.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void what_a_page_shows_in_java_is_compiled(Page page) {
        assertThat(page.blocks("java").stream()
                        .flatMap(block -> TYPES.splitAsStream(
                                        block.text()) // of several types, each is a file of its own
                                .filter(type -> !isIn(JAVA, type))
                                .map(type -> block.place() + " stands in no Java file of this repository:\n" + type)))
                .isEmpty();
    }

    @Test
    void services_in_typescript_that_are_shown_as_a_whole_are_run() {
        var blocks = Stream.of("moving-from-nest", "beside-nest")
                .map(name -> Page.of(Repository.ROOT.resolve("docs/" + name + ".md")))
                .flatMap(page -> page.blocks("ts").stream())
                .toList();

        assertThat(blocks).isNotEmpty();
        assertThat(blocks.stream()
                        .filter(block -> !isIn(TYPE_SCRIPT, block.text()))
                        .map(block ->
                                block.place() + " stands in no TypeScript file of this repository:\n" + block.text()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_configuration_in_yaml_is_a_part_of_that_of_the_examples(Page page) {
        assertThat(page.blocks("yaml").stream()
                        .flatMap(block -> block.lines().stream()
                                .filter(line -> !YAML.contains(bare(line)))
                                .map(line -> block.place()
                                        + " has a line that application.yaml of the examples has not: " + line)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_dependency_is_an_artifact_of_the_bom(Page page) {
        assertThat(page.blocks("xml").stream()
                        .flatMap(block -> Stream.concat(
                                found(ARTIFACT, block)
                                        .filter(name -> !BOM.contains("<artifactId>" + name + "<"))
                                        .map(name -> block.place() + " names an artifact that is not in bom/pom.xml: "
                                                + name),
                                found(ELEMENT, block)
                                        .filter(name ->
                                                count("<" + name + ">", block) != count("</" + name + ">", block))
                                        .map(name -> block.place() + " does not close each <" + name + ">"))))
                .isEmpty();
    }

    private static boolean isIn(List<String> files, String code) {
        return files.stream().anyMatch(file -> file.contains(bare(code)));
    }

    private static Stream<String> found(Pattern pattern, Page.Block block) {
        return pattern.matcher(block.text())
                .results()
                .map((MatchResult result) -> result.group(1))
                .distinct();
    }

    private static int count(String text, Page.Block block) {
        return block.text().split(Pattern.quote(text), -1).length;
    }

    private static List<String> code(List<Path> files) {
        return files.stream().map(Repository::read).map(Repository::bare).toList();
    }
}
