package dev.rookery.config;

import dev.rookery.client.ClientOptions;
import dev.rookery.server.ServerOptions;
import dev.rookery.transport.TransportSettings;
import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transporters and their options that are configured. Safe for use by several threads. */
final class Transports {
    private static final Logger LOG = LoggerFactory.getLogger(Config.class);

    static final String ROOT = "rookery";
    static final String TRANSPORT = ROOT + ".transport";
    static final String SERVER = ROOT + ".server";
    static final String CLIENTS = ROOT + ".clients";

    private final Values values;
    private final Factories factories;
    private final Map<String, Transporter> shared = new ConcurrentHashMap<>();

    Transports(Values values, Factories factories) {
        this.values = values;
        this.factories = factories;
    }

    /**
     * A client that is configured.
     *
     * @param transporter the transport
     * @param options the options
     */
    record ConfiguredClient(Transporter transporter, ClientOptions options) {}

    Factories factories() {
        return factories;
    }

    /** What the server runs on; null if that is not said, or if there was a mistake, which is noted. */
    @Nullable Transporter server(Mistakes mistakes) {
        return values.find(TRANSPORT)
                .filter(id -> !id.isEmpty())
                .flatMap(id -> factories.find(id, mistakes))
                .map(factory -> {
                    var known = new KnownKeys();
                    return transporter(factory, new Making(ROOT + "." + factory.id(), true, values, known, mistakes));
                })
                .orElse(null);
    }

    /** How the server treats messages; null if there was a mistake, which is noted. */
    @Nullable ServerOptions serverOptions(Mistakes mistakes) {
        var known = new KnownKeys();
        var options = new Making(SERVER, true, values, known, mistakes).of(Transports::serverOptions);
        refuseUnknown(SERVER, known, mistakes, "a server");
        return options;
    }

    private static ServerOptions serverOptions(TransportSettings settings) {
        var builder = ServerOptions.builder();
        settings.number("maxInFlight").ifPresent(builder::maxInFlight);
        settings.number("maxWaiting").ifPresent(builder::maxWaiting);
        settings.duration("handlerTimeout").ifPresent(builder::handlerTimeout);
        settings.duration("maxStreamAge").ifPresent(builder::maxStreamAge);
        settings.duration("drainTimeout").ifPresent(builder::drainTimeout);
        settings.flag("mdc").ifPresent(builder::mdc);
        return builder.build();
    }

    /** A client; null if there was a mistake, which is noted. */
    @Nullable ConfiguredClient client(String name, Mistakes mistakes) {
        var prefix = CLIENTS + "." + name;
        var known = new KnownKeys();
        known.add(prefix + ".transport");
        var id = values.find(prefix + ".transport").filter(value -> !value.isEmpty());
        if (id.isEmpty()) {
            mistakes.add(prefix + ".transport is missing, expected the id of the transport of the client " + name + ": "
                    + factories.ids());
            return null;
        }
        var factory = factories.find(id.get(), mistakes).orElse(null);
        if (factory == null) {
            return null;
        }
        var making = new Making(prefix, false, values, known, mistakes);
        var options = making.of(Transports::clientOptions);
        var transporter = transporter(factory, making);
        return options == null || transporter == null ? null : new ConfiguredClient(transporter, options);
    }

    private static ClientOptions clientOptions(TransportSettings settings) {
        var builder = ClientOptions.builder();
        settings.duration("timeout").ifPresent(builder::timeout);
        settings.number("maxBufferedReplies").ifPresent(builder::maxBufferedReplies);
        settings.duration("stallTimeout").ifPresent(builder::stallTimeout);
        return builder.build();
    }

    private @Nullable Transporter transporter(TransporterFactory factory, Making making) {
        var before = making.mistakes().count();
        var made = making.of(factory::create);
        if (made == null) {
            making.askForAll(factory::create);
        }
        refuseUnknown(making.prefix(), making.known(), making.mistakes(), "the transport " + factory.id());
        if (made == null || making.mistakes().count() > before) {
            return null;
        }
        return factory.isShared() ? shared.computeIfAbsent(factory.id(), id -> made) : made;
    }

    private void refuseUnknown(String prefix, KnownKeys known, Mistakes mistakes, String whose) {
        new UnknownKeys(values, known).refuse(prefix, "option of " + whose, mistakes);
    }

    /** The names of the clients that files, system properties and code configure. */
    Iterable<String> clients() {
        var start = CLIENTS.length() + 1;
        return values.namesAt(CLIENTS).stream()
                .filter(name -> name.length() > start)
                .map(name -> name.substring(start))
                .filter(rest -> rest.indexOf('.') > 0)
                .map(rest -> rest.substring(0, rest.indexOf('.')))
                .distinct()
                .toList();
    }

    /** Somebody who configures a transport wants it. */
    void warnOfUnusedOptions() {
        for (var id : factories.all()) {
            if (values.hasAt(ROOT + "." + id)) {
                LOG.warn(
                        "{}.{} is configured, and {} is not: for it to have an effect on a microservice, set {}={}",
                        ROOT,
                        id,
                        TRANSPORT,
                        TRANSPORT,
                        id);
            }
        }
    }
}
