package dev.rookery.redis;

import dev.rookery.codec.BrokerMessages;
import dev.rookery.codec.IncomingRequest;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.internal.SparseLog;
import dev.rookery.transport.Inbound;
import dev.rookery.transport.ReplySink;
import dev.rookery.transport.Route;
import dev.rookery.transport.ServerRuntime;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Takes messages from channels to their handlers. */
final class Intake implements RedisLink.Receiver {
    private final ServerRuntime runtime;
    private final Outbox outbox;
    private final @Nullable Claims claims;
    private final SparseLog foreign = new SparseLog(LoggerFactory.getLogger(Intake.class));

    Intake(RedisOptions options, ServerRuntime runtime, Connections connections, Outbox outbox) {
        this.runtime = runtime;
        this.outbox = outbox;
        this.claims = options.claimRequests() ? new Claims(options, connections) : null;
    }

    /** Redis delivers a message once for its channel, and once more for each glob that fits: only the route that goes first takes it. */
    @Override
    public void received(@Nullable String glob, String channel, byte[] message) {
        var route = runtime.match(channel).orElse(null);
        if (glob != null && (route == null || !route.address().equals(glob))) {
            return;
        }
        try {
            BrokerMessages.readAny(runtime.codec(), message).ifPresent(request -> take(route, channel, request));
        } catch (UndecodableMessageException error) {
            foreign.warn("Dropped a message to {}: {}", channel, error.getMessage());
        }
    }

    private void take(@Nullable Route route, String channel, IncomingRequest request) {
        var id = request.id();
        var inbound =
                new Inbound(route, id == null, request.data(), new RedisContext(channel, request.metadata()), null);
        if (id == null) {
            runtime.dispatch(inbound, ReplySink.none());
            return;
        }
        var reply = new ServerReply(outbox, runtime.codec(), Channels.replyTo(channel), id);
        if (claims == null) {
            dispatch(inbound, reply);
        } else {
            claims.claim(channel, id, reply, () -> dispatch(inbound, reply));
        }
    }

    private void dispatch(Inbound inbound, ServerReply reply) {
        reply.began(runtime.dispatch(inbound, reply));
    }
}
