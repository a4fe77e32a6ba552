package dev.rookery.tck;

import dev.rookery.transport.TransportSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A configuration that says nothing but what it has to, and remembers what it was asked for. */
record SilentSettings(String prefix, Set<String> asked, Map<String, String> said) implements TransportSettings {
    private <T> Optional<T> ask(String option) {
        asked.add(prefix + option);
        return Optional.empty();
    }

    @Override
    public Optional<String> text(String option) {
        asked.add(prefix + option);
        return Optional.ofNullable(said.get(prefix + option));
    }

    @Override
    public Optional<Integer> number(String option) {
        return ask(option);
    }

    @Override
    public Optional<Long> largeNumber(String option) {
        return ask(option);
    }

    @Override
    public Optional<Double> fraction(String option) {
        return ask(option);
    }

    @Override
    public Optional<Boolean> flag(String option) {
        return ask(option);
    }

    @Override
    public Optional<Duration> duration(String option) {
        return ask(option);
    }

    @Override
    public <E extends Enum<E>> Optional<E> choice(String option, Class<E> type) {
        return ask(option);
    }

    @Override
    public List<String> list(String option) {
        asked.add(prefix + option);
        return List.of();
    }

    @Override
    public TransportSettings section(String name) {
        return new SilentSettings(prefix + name + ".", asked, said);
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
