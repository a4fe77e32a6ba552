package dev.rookery.redis;

import dev.rookery.pattern.WildcardSyntax;
import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.MessageContext;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.Transporter;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Services and clients that speak to each other, and to Nest's, over the pub/sub of Redis: {@code RedisTransporter.builder().host("redis").build()}.
 *
 * <p>An immutable value; the same one starts servers and clients. Without any option it is {@code localhost:6379}.
 */
public final class RedisTransporter implements Transporter {
    /** The id of this transport. */
    public static final String ID = "redis";

    private final RedisOptions options;

    private RedisTransporter(RedisOptions options) {
        this.options = options;
    }

    /**
     * Makes a transporter of options.
     *
     * @param options the options
     * @return the transporter
     */
    public static RedisTransporter of(RedisOptions options) {
        return new RedisTransporter(Objects.requireNonNull(options, "options"));
    }

    /**
     * Begins with the defaults.
     *
     * @return a builder
     */
    public static RedisTransporterBuilder builder() {
        return new RedisTransporterBuilder();
    }

    /**
     * How it behaves.
     *
     * @return the options
     */
    public RedisOptions options() {
        return options;
    }

    @Override
    public String id() {
        return ID;
    }

    /** {@inheritDoc} Wildcards and shared work are there where the options turn them on. */
    @Override
    public Set<Capability> capabilities() {
        var capabilities = EnumSet.of(Capability.REQUEST, Capability.EVENT, Capability.NO_LISTENER_KNOWN);
        if (options.wildcards()) {
            capabilities.add(Capability.WILDCARDS);
        }
        if (options.claimRequests()) {
            capabilities.add(Capability.SHARED_WORK);
        }
        return capabilities;
    }

    @Override
    public Optional<WildcardSyntax> wildcards() {
        return options.wildcards() ? Optional.of(WildcardSyntax.REDIS) : Optional.empty();
    }

    @Override
    public Class<? extends MessageContext> contextType() {
        return RedisContext.class;
    }

    @Override
    public TransportServer newServer(ServerRuntime runtime) {
        return new RedisServer(options, runtime);
    }

    @Override
    public TransportClient newClient(ClientRuntime runtime) {
        return new RedisClientSide(options, runtime);
    }

    /** The id and the address. */
    @Override
    public String toString() {
        return ID + " " + options.address();
    }
}
