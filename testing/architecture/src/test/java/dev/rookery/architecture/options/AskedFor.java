package dev.rookery.architecture.options;

import dev.rookery.transport.TransportSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A configuration that says nothing but what it has to, and remembers what it was asked for.
 *
 * @param before what stands before the names
 * @param kinds what was asked for, and as what
 * @param said what it has to say
 */
record AskedFor(String before, SortedMap<String, Kind> kinds, Map<String, String> said) implements TransportSettings {

    /** What a text is read as, with one that cannot be, and what is said of it. */
    enum Kind {
        TEXT("", ""),
        LIST("", ""),
        NUMBER("abc", "a whole number"),
        LARGE_NUMBER("12.5", "a whole number"),
        FRACTION("half", "a number"),
        FLAG("perhaps", "true or false"),
        TIME("soon", "a time such as 5s, 200ms or PT5S"),
        CHOICE("whatever", "one of ");

        private final String wrong;
        private final String expected;

        Kind(String wrong, String expected) {
            this.wrong = wrong;
            this.expected = expected;
        }

        String wrong() {
            return wrong;
        }

        String expected() {
            return expected;
        }

        boolean takesAnyText() {
            return wrong.isEmpty();
        }
    }

    /** What the factory of a transport asks for. */
    static SortedMap<String, Kind> by(Subject subject) {
        var asked = new AskedFor("", new TreeMap<>(), subject.needed());
        var factory = subject.factory();
        if (factory != null) {
            var _ = factory.create(asked);
        }
        return asked.kinds;
    }

    private <T> Optional<T> ask(String option, Kind kind) {
        kinds.put(before + option, kind);
        return Optional.empty();
    }

    @Override
    public Optional<String> text(String option) {
        kinds.put(before + option, Kind.TEXT);
        return Optional.ofNullable(said.get(before + option));
    }

    @Override
    public Optional<Integer> number(String option) {
        return ask(option, Kind.NUMBER);
    }

    @Override
    public Optional<Long> largeNumber(String option) {
        return ask(option, Kind.LARGE_NUMBER);
    }

    @Override
    public Optional<Double> fraction(String option) {
        return ask(option, Kind.FRACTION);
    }

    @Override
    public Optional<Boolean> flag(String option) {
        return ask(option, Kind.FLAG);
    }

    @Override
    public Optional<Duration> duration(String option) {
        return ask(option, Kind.TIME);
    }

    @Override
    public <E extends Enum<E>> Optional<E> choice(String option, Class<E> type) {
        return ask(option, Kind.CHOICE);
    }

    @Override
    public List<String> list(String option) {
        kinds.put(before + option, Kind.LIST);
        return List.of();
    }

    @Override
    public TransportSettings section(String name) {
        return new AskedFor(before + name + ".", kinds, said);
    }

    @Override
    public boolean isForServer() {
        return true;
    }

    @Override
    public boolean isEmpty() {
        return true;
    }
}
