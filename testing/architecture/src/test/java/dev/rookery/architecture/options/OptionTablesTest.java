package dev.rookery.architecture.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.error.InvalidOptionException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of options in the docs say what the code has. */
final class OptionTablesTest {
    private static final Pattern PACKAGE = Pattern.compile("\\b([a-z][a-z0-9]*\\.)+");
    private static final Path DOCS = docs();
    private static final Map<Type, Object> ZEROS =
            Map.of(int.class, 0, Integer.class, 0, long.class, 0L, double.class, 0.0, Duration.class, Duration.ZERO);
    private static final Set<String> NOTHING = Set.of("", "–");

    /** They number something, and count nothing. */
    private static final Set<String> WITHOUT_UNIT = Set.of("port", "database");

    static Stream<Subject> subjects() {
        return Subject.all();
    }

    private static Path docs() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (folder.resolve("docs/README.md").toFile().isFile()) {
                return folder.resolve("docs");
            }
        }
        throw new IllegalStateException("the tests run outside the repository");
    }

    private static Map<String, Map<String, String>> rows(Subject subject) {
        var table = switch (subject.name()) {
            case "server" -> OptionTable.of(DOCS.resolve("handlers.md"), "option of `ServerOptions`");
            case "client" -> OptionTable.of(DOCS.resolve("clients.md"), "option of `ClientOptions`");
            case "websocket" -> OptionTable.of(DOCS.resolve("websocket.md"), "option of `WebSocketOptions`");
            default -> OptionTable.of(DOCS.resolve(subject + ".md"), "option");
        };
        return table.rows();
    }

    /** Those that are no record of further ones. */
    private static Map<String, Option> options(Subject subject) {
        return subject.options().stream()
                .filter(option -> option.inner().isEmpty())
                .collect(Collectors.toMap(Option::path, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void no_option_is_missing(Subject subject) {
        var asked = AskedFor.by(subject).keySet().stream()
                .filter(option -> !option.startsWith("tls.") && !option.startsWith("security."));
        var rows = rows(subject);

        assertThat(Stream.concat(options(subject).keySet().stream(), asked))
                .as("options of %s that have no row", subject)
                .isNotEmpty()
                .allMatch(rows::containsKey);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void each_row_is_an_option(Subject subject) {
        var options = options(subject);
        var asked = AskedFor.by(subject);
        var builder = subject.builder().get();

        assertThat(rows(subject).keySet())
                .as("rows of %s that are options", subject)
                .isNotEmpty()
                .allMatch(row -> options.containsKey(row)
                        || asked.containsKey(row)
                        || Reflections.method(builder, row, 1).isPresent());
    }

    /** What is wrong with the rows of a page, one by one. */
    private static List<String> complaints(
            Subject subject, BiFunction<String, Map<String, String>, Stream<String>> check) {
        return rows(subject).entrySet().stream()
                .flatMap(row -> check.apply(row.getKey(), row.getValue()).map(wrong -> row.getKey() + ": " + wrong))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void types_are_those_of_the_code(Subject subject) {
        var options = options(subject);

        assertThat(complaints(
                        subject,
                        (row, cells) -> type(subject, options, row).stream()
                                .filter(type -> !type.equals(OptionTable.plain(cells.getOrDefault("type", ""))))
                                .map(type -> "the code says " + type + ", the row " + cells)))
                .isEmpty();
    }

    private static Optional<String> type(Subject subject, Map<String, Option> options, String row) {
        var option = options.get(row);
        return option == null
                ? accessor(subject, row).map(Method::getGenericReturnType).map(OptionTablesTest::told)
                : Optional.of(told(option.type()));
    }

    private static String told(Type type) {
        return PACKAGE.matcher(type.getTypeName()).replaceAll("").replace('$', '.');
    }

    /** What the record says that is no component of it, such as the host of its first address. */
    private static Optional<Method> accessor(Subject subject, String name) {
        return Arrays.stream(subject.type().getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == 0)
                .findFirst();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void defaults_are_those_of_the_code(Subject subject) {
        var options = options(subject);
        var asked = AskedFor.by(subject);
        var record = subject.defaults();

        assertThat(complaints(subject, (row, cells) -> {
                    var option = options.get(row);
                    var accessor = accessor(subject, row);
                    var value = option == null
                            ? accessor.map(method -> Reflections.call(method, record))
                                    .orElse(null)
                            : defaultOf(subject, option);
                    var isKnown = option != null || accessor.isPresent() || asked.containsKey(row);
                    return isKnown && !DefaultText.says(cells.getOrDefault("default", ""), value)
                            ? Stream.of("the code says " + DefaultText.of(value).orElse("a value without a text")
                                    + ", the row " + cells)
                            : Stream.empty();
                }))
                .isEmpty();
    }

    /** Nothing where the whole record is; what has to be said has no default. */
    private static @Nullable Object defaultOf(Subject subject, Option option) {
        if (subject.needed().containsKey(option.path())) {
            return "";
        }
        var outer = option.path().split("\\.", 2)[0];
        var whole = subject.options().stream()
                .filter(each -> each.path().equals(outer))
                .findFirst()
                .orElseThrow()
                .value();
        return whole == null ? null : option.value();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void what_zero_means_is_said_where_there_can_be_a_zero(Subject subject) {
        var options = options(subject);

        assertThat(complaints(
                        subject,
                        (row, cells) -> Optional.ofNullable(options.get(row))
                                .filter(option -> ZEROS.containsKey(option.type()))
                                .flatMap(option -> aboutZero(option, cells.getOrDefault("0 means", "")))
                                .map(wrong -> wrong + ", the row " + cells)
                                .stream()))
                .isEmpty();
    }

    private static Optional<String> aboutZero(Option option, String says) {
        if (says.isEmpty() || says.equals("–")) {
            return Optional.of("it does not say what 0 means");
        }
        var zero = ZEROS.get(option.type());
        var refused = catchThrowable(() -> Reflections.changed(option.owner(), option.name(), zero));
        return says.equals("refused") == (refused instanceof InvalidOptionException)
                ? Optional.empty()
                : Optional.of("the code says of 0: " + (refused == null ? "nothing" : refused.getMessage()));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void units_sides_and_nests_names_are_said(Subject subject) {
        var options = options(subject);
        var sides = List.of("both", "server", "client");

        assertThat(complaints(subject, (row, cells) -> {
                    var option = options.get(row);
                    var needsUnit =
                            option != null && ZEROS.containsKey(option.type()) && !WITHOUT_UNIT.contains(option.path());
                    return Stream.of(
                                    cells.getOrDefault("in Nest", "").isEmpty() ? "in Nest" : "",
                                    needsUnit && NOTHING.contains(cells.getOrDefault("unit", "")) ? "unit" : "",
                                    subject.factory() != null && !sides.contains(cells.get("side")) ? "side" : "")
                            .filter(missing -> !missing.isEmpty())
                            .map(missing -> missing + " is missing: " + cells);
                }))
                .isEmpty();
    }
}
