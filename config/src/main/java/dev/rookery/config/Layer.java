package dev.rookery.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * One place where values come from.
 *
 * @param source the values
 * @param told how errors call the place of a key's value
 * @param saysKeys whether the names in it are keys, and not what has become of them in an environment
 */
record Layer(ConfigSource source, UnaryOperator<String> told, boolean saysKeys) {

    /** The order among layers is that of the list in which they stand: later ones win. */
    static final int FIRST_ORDINAL = 100;

    static Layer ofFile(ConfigSource source, String name) {
        return new Layer(source, key -> name, true);
    }

    static Layer ofEnvironment(Map<String, String> environment, int ordinal) {
        return new Layer(
                new EnvConfigSource(environment, ordinal),
                key -> "the environment variable " + KeyNames.variable(key, environment.keySet()),
                false);
    }

    static Layer ofProperties(Map<String, String> properties, int ordinal) {
        return new Layer(
                new PropertiesConfigSource(properties, "system properties", ordinal),
                key -> "the system property " + key,
                true);
    }

    static Layer ofCode(Map<String, String> values, int ordinal) {
        return new Layer(new PropertiesConfigSource(values, "code", ordinal), key -> "code", true);
    }

    Optional<String> raw(String key) {
        return Optional.ofNullable(source.getValue(key));
    }

    Set<String> names() {
        return source.getPropertyNames();
    }
}
