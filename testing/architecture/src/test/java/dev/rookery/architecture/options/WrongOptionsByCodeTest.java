package dev.rookery.architecture.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.error.InvalidOptionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What code says to options that they cannot be, each in the record of the options and by the method of the builder. */
final class WrongOptionsByCodeTest {

    private static final int MOST_SHOWN = 40;

    static Stream<Wrong> wrong() {
        return Wrong.all().filter(Wrong::isByCode);
    }

    static Stream<Subject> subjects() {
        return Subject.all();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void each_option_has_a_line_in_the_table(Subject subject) {
        var lines = Wrong.of(subject).stream().map(Wrong::option).toList();

        assertThat(subject.options())
                .filteredOn(option -> option.canBeWrong() && option.inner().isEmpty())
                .extracting(Option::path)
                .as("options that have a line in wrong-options/%s.txt, with a star if any value will do", subject)
                .isNotEmpty()
                .allMatch(lines::contains);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_wrong_value_is_told_with_its_option_and_what_is_expected(Wrong wrong) {
        var attempts = new ArrayList<Runnable>();
        inRecord(wrong).ifPresent(attempts::add);
        byBuilder(wrong).ifPresent(attempts::add);

        assertThat(attempts).as("ways to say it").isNotEmpty();
        assertThat(attempts).allSatisfy(attempt -> isRefused(wrong, attempt));
    }

    private static void isRefused(Wrong wrong, Runnable attempt) {
        assertThat(catchThrowable(attempt::run)).isInstanceOfSatisfying(InvalidOptionException.class, refused -> {
            assertThat("." + wrong.option()).endsWith("." + refused.option());
            assertThat(refused.expected()).contains(wrong.expected());
            assertThat(refused).hasMessageContaining(shown(wrong));
        });
    }

    private static String shown(Wrong wrong) {
        if (wrong.isMissing() || wrong.value().contains("@") || wrong.option().equals("token")) {
            return ""; // what may be secret is not shown
        }
        var text = wrong.value().split(",", -1)[0];
        return option(wrong.subject(), wrong.option())
                .map(Option::type)
                .filter(type ->
                        TextValues.canRead(type) && TextValues.element(type).isEmpty())
                .map(type -> String.valueOf(TextValues.read(type, text)))
                .map(value -> value.substring(0, Math.min(value.length(), MOST_SHOWN)))
                .orElse(text);
    }

    private static Optional<Option> option(Subject subject, String path) {
        return subject.options().stream()
                .filter(option -> option.path().equals(path))
                .findFirst();
    }

    /** Makes the record that has the option, with what is said. */
    private static Optional<Runnable> inRecord(Wrong wrong) {
        var said = said(wrong);
        var options = said.keySet().stream()
                .flatMap(path -> option(wrong.subject(), path).stream())
                .toList();
        if (options.size() < said.size() || !options.stream().allMatch(option -> TextValues.canRead(option.type()))) {
            return Optional.empty();
        }
        return Optional.of(() -> {
            var defaults = wrong.subject().defaults();
            var changes = new HashMap<String, @Nullable Object>();
            said.forEach((path, text) -> change(wrong.subject(), path, text, changes));
            var _ = Reflections.changed(defaults, changes);
        });
    }

    private static void change(Subject subject, String path, String text, Map<String, @Nullable Object> changes) {
        var option = option(subject, path).orElseThrow();
        @Nullable Object value = TextValues.read(option.type(), text);
        var dot = path.lastIndexOf('.');
        if (dot < 0) {
            changes.put(path, value);
            return;
        }
        var outer = option(subject, path.substring(0, dot)).orElseThrow();
        var before = changes.get(outer.path()) instanceof Record changed ? changed : option.owner();
        @Nullable Object inner = Reflections.changed(before, option.name(), value);
        while (outer.path().contains(".")) {
            inner = Reflections.changed(outer.owner(), outer.name(), inner);
            outer = option(subject, outer.path().substring(0, outer.path().lastIndexOf('.')))
                    .orElseThrow();
        }
        changes.put(outer.path(), inner);
    }

    /** Calls the builder's methods of these names. */
    private static Optional<Runnable> byBuilder(Wrong wrong) {
        var said = said(wrong);
        var builder = wrong.subject().builder().get();
        if (!said.keySet().stream().allMatch(name -> parameter(builder, name).isPresent())) {
            return Optional.empty();
        }
        return Optional.of(() -> {
            var fresh = wrong.subject().builder().get();
            said.forEach((name, text) -> {
                var method = Reflections.method(fresh, name, 1).orElseThrow();
                var type = parameter(fresh, name).orElseThrow();
                Object value = type == String[].class
                        ? (text.isEmpty() ? new String[0] : text.split(",", -1))
                        : TextValues.read(type, text);
                var _ = Reflections.call(method, fresh, value);
            });
            var _ = Reflections.built(fresh, wrong.subject().type());
        });
    }

    private static Optional<Class<?>> parameter(Object builder, String name) {
        return Reflections.method(builder, name, 1)
                .<Class<?>>map(method -> method.getParameterTypes()[0])
                .filter(type -> type == String[].class || TextValues.canRead(type));
    }

    /** The wrong value and what is beside it, in the order of the table. */
    private static Map<String, String> said(Wrong wrong) {
        var said = new LinkedHashMap<>(wrong.beside());
        if (!wrong.isMissing()) {
            said.put(wrong.option(), wrong.value());
        }
        return said;
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void null_is_told_with_its_option(Subject subject) {
        assertThat(subject.options())
                .filteredOn(option ->
                        !option.isNullable() && !option.component().getType().isPrimitive())
                .isNotEmpty()
                .allSatisfy(option -> isNull(
                        option.name(), catchThrowable(() -> Reflections.changed(option.owner(), option.name(), null))));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void null_is_told_by_the_builder_as_well(Subject subject) {
        var methods = Arrays.stream(subject.builder().get().getClass().getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class && !method.isBridge())
                .filter(method -> method.getParameterCount() == 1 && !method.getParameterTypes()[0].isPrimitive())
                .filter(method -> !method.getAnnotatedParameterTypes()[0].isAnnotationPresent(Nullable.class))
                .toList();

        assertThat(methods).isNotEmpty().allSatisfy(method -> {
            var builder = subject.builder().get();
            isNull("", catchThrowable(() -> {
                var _ = Reflections.call(method, builder, new @Nullable Object[] {null});
                var built = Reflections.built(builder, subject.type());
                Assertions.fail(method.getName() + "(null) made " + built);
            }));
        });
    }

    private static void isNull(String name, @Nullable Throwable thrown) {
        assertThat(thrown).as(name).isInstanceOfSatisfying(InvalidOptionException.class, refused -> {
            assertThat("." + refused.option()).endsWith(name);
            assertThat(refused).hasMessageContaining("null");
            assertThat(List.of(refused.option(), refused.expected())).doesNotContain("");
        });
    }
}
