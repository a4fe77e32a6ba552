package dev.rookery.config;

import dev.rookery.config.Transports.ConfiguredClient;
import dev.rookery.module.ProviderDefinition;
import dev.rookery.module.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes all that a module is to provide out of a configuration, and tells all mistakes of it at once. Used once, by one thread. */
final class Binding {
    private final Config config;
    private final Mistakes mistakes = new Mistakes();
    private final KnownKeys known = new KnownKeys();
    private final List<ProviderDefinition<?>> providers = new ArrayList<>();
    private final Map<Class<?>, String> prefixes = new HashMap<>();

    Binding(Config config) {
        this.config = config;
    }

    /**
     * What was made.
     *
     * @param providers the configuration and the records
     * @param clients the clients that were asked for, by name
     */
    record Result(List<ProviderDefinition<?>> providers, Map<String, ConfiguredClient> clients) {}

    /** Makes all. */
    Result make(Map<String, Set<Class<? extends Record>>> records, List<String> wanted, boolean refuseUnknown) {
        providers.add(ProviderDefinition.ofValue(Token.of(Config.class), config));
        records.forEach((prefix, types) -> types.forEach(type -> bind(prefix, type)));
        config.transports().server(mistakes);
        config.transports().serverOptions(mistakes);
        var clients = clients(wanted);
        records.keySet().forEach(prefix -> unknown(prefix, known, refuseUnknown));
        unknown(Transports.ROOT, ownKeys(), refuseUnknown);
        mistakes.throwIfAny();
        return new Result(providers, clients);
    }

    private <T extends Record> void bind(String prefix, Class<T> type) {
        var other = prefixes.putIfAbsent(type, prefix);
        if (other != null) {
            mistakes.add(type.getSimpleName() + " is bound to " + other + " and to " + prefix
                    + ", and is asked for by its type alone: bind a record that has both, or each in the module that is to see"
                    + " it, by ConfigModule.feature");
        }
        var bound = config.bind(prefix, type, mistakes, known);
        if (bound != null) {
            providers.add(ProviderDefinition.ofValue(Token.of(type), bound));
        }
    }

    /** Those that nobody asked for here are checked too, since a module of their own may ask for them. */
    private Map<String, ConfiguredClient> clients(List<String> wanted) {
        var names = new LinkedHashSet<>(wanted);
        config.transports().clients().forEach(names::add);
        var clients = new LinkedHashMap<String, ConfiguredClient>();
        for (var name : names) {
            var client = config.transports().client(name, mistakes);
            if (client != null && wanted.contains(name)) {
                clients.put(name, client);
            }
        }
        return clients;
    }

    /** What may stand below {@code rookery}; the keys of transports and clients are checked by those. */
    private KnownKeys ownKeys() {
        var own = new KnownKeys();
        own.add(Transports.TRANSPORT);
        own.add(ConfigBuilder.PROFILES);
        own.addMap(Transports.SERVER);
        own.addMap(Transports.CLIENTS);
        config.transports().factories().all().forEach(id -> own.addMap(Transports.ROOT + "." + id));
        return own;
    }

    private void unknown(String prefix, KnownKeys keys, boolean refuse) {
        var unknown = new UnknownKeys(config.values(), keys);
        if (refuse) {
            unknown.refuse(prefix, "known key", mistakes);
        } else {
            unknown.warn(prefix);
        }
    }
}
