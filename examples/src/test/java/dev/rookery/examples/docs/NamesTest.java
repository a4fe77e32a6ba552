package dev.rookery.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Types, their members, tests and annotations that a sentence or a table names are those of the code. */
final class NamesTest {
    private static final Pattern MEMBER = Pattern.compile("@?([A-Z]\\w*[a-z]\\w*)((?:\\.[a-zA-Z]\\w*)+)(?:\\(.*)?");
    private static final Pattern TEST = Pattern.compile("([A-Z]\\w*(?:Test|IT|Contract))");
    private static final Pattern ANNOTATION = Pattern.compile("@([A-Z]\\w*)(?:\\(.*\\))?");

    /** The JDK's, a library's and Nest's that are named with a member. */
    private static final Set<String> FOREIGN = words("Long System Optional Handler ContextIdFactory");

    /** Nest's, and those of Jackson, Jakarta and JUnit that nobody here uses. */
    private static final Set<String> FOREIGN_ANNOTATIONS =
            words("WebSocketServer Ack SerializeOptions JsonAnySetter JsonIgnore GroupSequence Past Future DecimalMin"
                    + " Negative Digits Pattern Email URL UniqueElements Constraint Timeout");

    private static final Map<String, String> TYPES = types();

    static List<Page> pages() {
        return Repository.pages().stream()
                .filter(page -> !page.toString().endsWith("CHANGELOG.md")) // tells of what was, too
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void names_are_those_of_the_code(Page page) {
        var spans = page.toString().endsWith("/from-nest.md") ? page.lastColumn() : page.spans();

        assertThat(spans.stream().flatMap(span -> mistakes(span.code()).map(mistake -> span + ": " + mistake)))
                .isEmpty();
    }

    private static Stream<String> mistakes(String code) {
        var member = MEMBER.matcher(code);
        if (member.matches()) {
            return membersMissing(member.group(1), member.group(2));
        }
        var test = TEST.matcher(code);
        if (test.matches()) {
            return TYPES.containsKey(code) ? Stream.of() : Stream.of("there is no such test");
        }
        var annotation = ANNOTATION.matcher(code);
        return annotation.matches() && !isUsed(annotation.group(1))
                ? Stream.of("nothing here is called so, or uses it")
                : Stream.of();
    }

    private static Stream<String> membersMissing(String type, String members) {
        var source = TYPES.get(type);
        if (FOREIGN.contains(type)) {
            return Stream.of();
        }
        return source == null
                ? Stream.of("there is no " + type)
                : Arrays.stream(members.substring(1).split("\\."))
                        .filter(name -> !Pattern.compile("\\b" + name + "\\b")
                                .matcher(source)
                                .find())
                        .map(name -> type + " has no " + name);
    }

    private static boolean isUsed(String annotation) {
        var use = Pattern.compile("@" + annotation + "\\b");
        return FOREIGN_ANNOTATIONS.contains(annotation)
                || TYPES.containsKey(annotation)
                || TYPES.values().stream()
                        .anyMatch(source -> use.matcher(source).find());
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    private static Map<String, String> types() {
        var found = new HashMap<String, String>();
        for (Path file : Repository.java()) {
            var name = String.valueOf(file.getFileName()).replace(".java", "");
            found.merge(name, Repository.read(file), String::concat);
        }
        return found;
    }
}
