package dev.rookery.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what is configured beside what is there, and reads it. Later places win:
 *
 * <ol>
 *   <li>{@code application.properties}, {@code .yml}, {@code .yaml} on the class path, then in the working directory
 *   <li>the same of each active profile, {@code application-<profile>}
 *   <li>{@link #file files} that code names
 *   <li>environment variables
 *   <li>system properties
 *   <li>{@link #value values} that code gives
 * </ol>
 *
 * <p>Used by one thread.
 */
public final class ConfigBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(Config.class);
    private static final String FILES = "application";

    /** The key that says which profiles are active. */
    static final String PROFILES = Transports.ROOT + ".profiles";

    private final Surroundings surroundings;
    private final Map<String, String> code = new LinkedHashMap<>();
    private final List<Path> files = new ArrayList<>();

    ConfigBuilder(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Says what a key is, whatever else is configured.
     *
     * @param key the key
     * @param value its text, which may have expressions; empty for nothing
     * @return this builder
     */
    public ConfigBuilder value(String key, String value) {
        code.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Says which profiles are active, in place of {@code rookery.profiles}.
     *
     * @param names the strongest last
     * @return this builder
     */
    public ConfigBuilder profiles(String... names) {
        return value(PROFILES, String.join(",", Arrays.asList(names)));
    }

    /**
     * Adds a file that has to be there. It wins over those of profiles.
     *
     * @param file a {@code .properties}, {@code .yaml} or {@code .yml} file
     * @return this builder
     */
    public ConfigBuilder file(Path file) {
        files.add(Objects.requireNonNull(file, "file"));
        return this;
    }

    /**
     * Reads all. Blocks for as long as it takes to read files.
     *
     * @return the configuration
     * @throws ConfigException if a file cannot be read
     */
    public Config build() {
        var layers = new ArrayList<Layer>();
        var reading = new SourceFiles(surroundings, layers);
        reading.readAll(FILES);
        var profiles = profiles(layers);
        for (var profile : profiles) {
            if (!reading.readAll(FILES + "-" + profile)) {
                LOG.warn(
                        "The profile {} is active, and there is no file {}-{}.properties or .yaml",
                        profile,
                        FILES,
                        profile);
            }
        }
        files.forEach(reading::read);
        if (!layers.isEmpty()) {
            LOG.info(
                    "Configured by {}, profiles {}",
                    layers.stream().map(layer -> layer.told().apply("")).toList(),
                    profiles);
        }
        var values = values(layers);
        return new Config(values, profiles, new Transports(values, Factories.of(surroundings.loader())));
    }

    private List<String> profiles(List<Layer> files) {
        var mistakes = new Mistakes();
        var profiles = new ValueReader(values(files), mistakes)
                .read(PROFILES, String.class)
                .map(ValueReader::parts)
                .orElse(List.of());
        mistakes.throwIfAny();
        return profiles;
    }

    private Values values(List<Layer> files) {
        var layers = new ArrayList<>(files);
        var ordinal = Layer.FIRST_ORDINAL + files.size();
        layers.add(Layer.ofEnvironment(surroundings.environment(), ordinal));
        layers.add(Layer.ofProperties(surroundings.properties(), ordinal + 1));
        layers.add(Layer.ofCode(code, ordinal + 2));
        return new Values(layers, surroundings.environment().keySet());
    }
}
