package dev.rookery.config;

import dev.rookery.transport.TransportSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What is configured below a prefix, for a transporter or for options. */
final class ConfiguredSettings implements TransportSettings {
    private final String prefix;
    private final boolean forServer;
    private final Values values;
    private final ValueReader reader;
    private final KnownKeys known;
    private final Set<String> refused;

    /**
     * Reads below a prefix.
     *
     * @param prefix without the dot
     * @param forServer whether a server is to have it
     * @param values what is configured
     * @param mistakes where what cannot be read is noted
     * @param known where the keys that are asked for are noted
     * @param refused keys whose values code has refused, so that they count as not given
     */
    ConfiguredSettings(
            String prefix, boolean forServer, Values values, Mistakes mistakes, KnownKeys known, Set<String> refused) {
        this(prefix, forServer, values, new ValueReader(values, mistakes), known, refused);
    }

    private ConfiguredSettings(
            String prefix, boolean forServer, Values values, ValueReader reader, KnownKeys known, Set<String> refused) {
        this.prefix = prefix;
        this.forServer = forServer;
        this.values = values;
        this.reader = reader;
        this.known = known;
        this.refused = refused;
    }

    private String key(String option) {
        var key = prefix + "." + KeyNames.kebab(option);
        known.add(key);
        return key;
    }

    private <T> Optional<T> read(String option, Class<T> type) {
        var key = key(option);
        return refused.contains(key) ? Optional.empty() : reader.read(key, type);
    }

    @Override
    public Optional<String> text(String option) {
        return read(option, String.class);
    }

    @Override
    public Optional<Integer> number(String option) {
        return read(option, Integer.class);
    }

    @Override
    public Optional<Long> largeNumber(String option) {
        return read(option, Long.class);
    }

    @Override
    public Optional<Double> fraction(String option) {
        return read(option, Double.class);
    }

    @Override
    public Optional<Boolean> flag(String option) {
        return read(option, Boolean.class);
    }

    @Override
    public Optional<Duration> duration(String option) {
        return read(option, Duration.class);
    }

    @Override
    public <E extends Enum<E>> Optional<E> choice(String option, Class<E> type) {
        return read(option, type);
    }

    @Override
    public List<String> list(String option) {
        var key = key(option);
        if (refused.contains(key)) {
            return List.of();
        }
        return reader.elements(key)
                .map(count -> IntStream.range(0, count)
                        .mapToObj(index -> reader.read(key + "[" + index + "]", String.class))
                        .flatMap(Optional::stream)
                        .toList())
                .orElseGet(() ->
                        reader.read(key, String.class).map(ValueReader::parts).orElse(List.of()));
    }

    @Override
    public TransportSettings section(String name) {
        return new ConfiguredSettings(prefix + "." + KeyNames.kebab(name), forServer, values, reader, known, refused);
    }

    @Override
    public boolean isForServer() {
        return forServer;
    }

    @Override
    public boolean isEmpty() {
        return !values.hasAt(prefix);
    }
}
