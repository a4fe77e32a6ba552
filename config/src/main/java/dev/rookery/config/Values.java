package dev.rookery.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.ExpressionConfigSourceInterceptor;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** All that is configured, whatever it is bound to. Immutable. */
final class Values {
    private static final Pattern ELEMENT = Pattern.compile("\\[\\d{1,9}]");

    private final List<Layer> strongestFirst;
    private final Set<String> variables;
    private final SmallRyeConfig config;
    private final SortedSet<String> names = new TreeSet<>();
    private final Map<String, Integer> reaches = new ConcurrentHashMap<>();

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

    /** What a key says; one of a list's elements says nothing in a place that is weaker than the one that says the list. */
    Optional<Value> find(String key) {
        return find(key, reach(key));
    }

    private Optional<Value> find(String key, List<Layer> places) {
        return places.stream()
                .filter(layer -> layer.raw(key).isPresent())
                .findFirst()
                .map(layer -> value(key, layer));
    }

    /** Where the last place that writes a key is, whether that counts or not. */
    Optional<String> place(String key) {
        return find(key, strongestFirst).map(Value::from);
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
        return namesAt(key, reach(key)).toList();
    }

    private static Stream<String> namesAt(String key, List<Layer> places) {
        return places.stream()
                .filter(Layer::saysKeys)
                .flatMap(layer -> layer.names().stream())
                .filter(name -> name.equals(key) || isBelow(name, key))
                .distinct()
                .sorted();
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

    // ---- lists ----

    /** The places that count for a key: those that are weaker than the one that says a list say none of its elements. */
    private List<Layer> reach(String key) {
        var reach = strongestFirst.size();
        var element = ELEMENT.matcher(key);
        while (element.find()) {
            reach = Math.min(reach, reachOfList(key.substring(0, element.start())));
        }
        return strongestFirst.subList(0, reach);
    }

    /** Up to the last place that says it, as one text or by its first element; all, where none does. */
    private int reachOfList(String key) {
        return reaches.computeIfAbsent(key, list -> {
            for (var index = 0; index < strongestFirst.size(); index++) {
                var layer = strongestFirst.get(index);
                if (layer.raw(list).isPresent() || says(layer, list + "[0]")) {
                    return index + 1;
                }
            }
            return strongestFirst.size();
        });
    }

    /**
     * How many elements a list has that is written one by one, by the place that says it last.
     *
     * @return the number; empty if that place writes it as one text, or if there is none
     */
    Optional<Integer> elements(String key) {
        for (var layer : reach(key)) {
            var count = count(layer, key);
            if (count > 0) {
                return Optional.of(count);
            }
            if (layer.raw(key).isPresent()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static int count(Layer layer, String list) {
        var count = 0;
        while (says(layer, list + "[" + count + "]")) {
            count++;
        }
        return count;
    }

    /**
     * Elements of a list that are not read, since the same place says none of those before.
     *
     * @return for each place the first key, and the element that is missing there
     */
    Map<String, String> gaps(String list) {
        var gaps = new LinkedHashMap<String, String>();
        for (var layer : reach(list + "[0]")) {
            var count = count(layer, list);
            namesAt(list, List.of(layer))
                    .filter(name ->
                            ELEMENT.matcher(name.substring(list.length())).lookingAt())
                    .filter(name -> index(name.substring(list.length())) >= count)
                    .findFirst()
                    .ifPresent(name -> gaps.putIfAbsent(name, list + "[" + count + "]"));
        }
        return gaps;
    }

    private static long index(String element) {
        return Long.parseLong(element, 1, element.indexOf(']'), 10);
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
