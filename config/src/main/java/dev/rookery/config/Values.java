package dev.rookery.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.ExpressionConfigSourceInterceptor;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** All that is configured, whatever it is bound to. Immutable. */
final class Values {
    private final List<Layer> strongestFirst;
    private final Set<String> variables;
    private final SmallRyeConfig config;
    private final SortedSet<String> names = new TreeSet<>();

    /**
     * Puts layers together.
     *
     * @param layers the weakest first
     * @param variables the names of the environment variables
     */
    Values(List<Layer> layers, Set<String> variables) {
        this.strongestFirst = List.copyOf(layers).reversed();
        this.variables = variables;
        this.config = new SmallRyeConfigBuilder()
                .withInterceptors(new ExpressionConfigSourceInterceptor(true, List.of()))
                .withSources(layers.stream().map(Layer::source).toArray(ConfigSource[]::new))
                .build();
        layers.stream().filter(Layer::saysKeys).forEach(layer -> names.addAll(layer.names()));
    }

    Optional<Value> find(String key) {
        return strongestFirst.stream()
                .filter(layer -> layer.raw(key).isPresent())
                .findFirst()
                .map(layer -> value(key, layer));
    }

    private Value value(String key, Layer layer) {
        var found = expanded(key);
        var raw = layer.raw(key).orElse("");
        var line = found == null ? 0 : found.getLineNumber();
        var from = layer.told().apply(key) + (line > 0 ? ", line " + line : "");
        return new Value(key, raw, found == null ? null : found.getValue(), from);
    }

    private @Nullable ConfigValue expanded(String key) {
        try {
            return config.getConfigValue(key);
        } catch (IllegalArgumentException | NoSuchElementException endlessOrUnknown) {
            return null;
        }
    }

    /** The keys that are written as such. Environment variables are not among them: nothing tells their dots from their dashes. */
    SortedSet<String> names() {
        return names;
    }

    /** The keys below another one, or at it. */
    List<String> namesAt(String key) {
        return names.stream()
                .filter(name -> name.equals(key) || isBelow(name, key))
                .toList();
    }

    private static boolean isBelow(String name, String key) {
        return name.startsWith(key) && name.length() > key.length() && ".[".indexOf(name.charAt(key.length())) >= 0;
    }

    /** Whether anything is said at a key or below. */
    boolean hasAt(String key) {
        return find(key).isPresent() || !namesAt(key).isEmpty() || hasVariableBelow(key);
    }

    /** Whether a variable may stand for a key below another one; it may as well be one of others that begins alike. */
    boolean hasVariableBelow(String key) {
        var start = KeyNames.variable(key) + "_";
        return variables.stream().anyMatch(variable -> variable.startsWith(start));
    }

    /** The names of the environment's variables. */
    Set<String> variables() {
        return variables;
    }

    /**
     * How many elements a list has that is written one by one, by the place that says it last.
     *
     * @return the number; empty if that place writes it as one text, or if there is none
     */
    Optional<Integer> elements(String key) {
        for (var layer : strongestFirst) {
            var count = 0;
            while (says(layer, key + "[" + count + "]")) {
                count++;
            }
            if (count > 0) {
                return Optional.of(count);
            }
            if (layer.raw(key).isPresent()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean says(Layer layer, String element) {
        return layer.raw(element).isPresent()
                || (layer.saysKeys() && layer.names().stream().anyMatch(name -> isBelow(name, element)));
    }

    /** SmallRye's own, for the types that it knows how to read. */
    SmallRyeConfig library() {
        return config;
    }
}
