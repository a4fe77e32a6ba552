package dev.rookery.config;

import dev.rookery.transport.TransporterFactory;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The transports that the class path has. Immutable. */
final class Factories {
    /** Those that Rookery has an artifact for, named after them. */
    private static final Set<String> ARTIFACTS = Set.of("tcp", "redis", "nats", "mqtt", "rabbitmq", "kafka", "grpc");

    private final SortedMap<String, TransporterFactory> byId = new TreeMap<>();

    private Factories(Iterable<TransporterFactory> factories) {
        for (var factory : factories) {
            var other = byId.put(factory.id(), factory);
            if (other != null) {
                throw new ConfigException(List.of("The transport " + factory.id() + " is made by "
                        + other.getClass().getName() + " and by "
                        + factory.getClass().getName()
                        + ": leave one of their artifacts out"));
            }
        }
    }

    static Factories of(ClassLoader loader) {
        return new Factories(ServiceLoader.load(TransporterFactory.class, loader));
    }

    /** Their ids, for errors. */
    String ids() {
        return String.join(", ", byId.keySet());
    }

    Set<String> all() {
        return byId.keySet();
    }

    /** The one that a value names; empty if there is none, which is noted. */
    Optional<TransporterFactory> find(Value id, Mistakes mistakes) {
        var text = id.text();
        var found = text == null ? null : byId.get(text);
        if (found == null) {
            mistakes.add(id.told() + ", expected a transport that is on the class path: " + ids()
                    + cure(text == null ? id.raw() : text));
        }
        return Optional.ofNullable(found);
    }

    private String cure(String id) {
        return ARTIFACTS.contains(id)
                ? ". Add dev.rookery:rookery-" + id
                : KeyNames.nearest(id, byId.keySet())
                        .map(near -> ". Did you mean " + near + "?")
                        .orElse(". Add the artifact that has it");
    }
}
