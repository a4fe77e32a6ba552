package dev.rookery.nats;

import dev.rookery.codec.BrokerMessages;
import dev.rookery.codec.IncomingRequest;
import dev.rookery.error.StartException;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.internal.SparseLog;
import dev.rookery.transport.Inbound;
import dev.rookery.transport.ReplySink;
import dev.rookery.transport.Route;
import dev.rookery.transport.ServerRuntime;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server has subscribed to on one connection. */
final class ServerSubscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(NatsServer.class);

    private final NatsOptions options;
    private final ServerRuntime runtime;
    private final Connector connector;
    private final Connection connection;
    private final Publisher publisher;
    private final SparseLog undecodable = new SparseLog(LOG);
    private final String watchInbox;
    private final AtomicLong watches = new AtomicLong();
    private final Map<String, ServerReply> watched = new ConcurrentHashMap<>();
    private final Dispatcher requests;
    private volatile boolean watching;

    private ServerSubscriptions(
            NatsOptions options, ServerRuntime runtime, Connector connector, Connection connection) {
        this.options = options;
        this.runtime = runtime;
        this.connector = connector;
        this.connection = connection;
        this.publisher = new Publisher(connection, options.maxWaitingMessages());
        this.watchInbox = connection.createInbox() + ".";
        this.requests = connection.createDispatcher();
    }

    /** Subscribes. Blocks until NATS has read it. */
    static ServerSubscriptions make(
            NatsOptions options, ServerRuntime runtime, Connector connector, Connection connection) {
        var made = new ServerSubscriptions(options, runtime, connector, connection);
        connector.refusal(connection, made::subscribeRoutes).ifPresent(refusal -> {
            throw new StartException("NATS at " + options.shownServers() + " did not take the subscriptions: " + refusal
                    + ": let the user subscribe there");
        });
        made.subscribeWatch();
        return made;
    }

    private void subscribeRoutes() {
        for (var route : runtime.routes()) {
            var queue = queue(route);
            if (queue.isEmpty()) {
                requests.subscribe(route.address(), message -> received(message, route));
            } else {
                requests.subscribe(route.address(), queue.get(), message -> received(message, route));
            }
        }
    }

    /** Without it a stream whose caller has gone runs to its end or its greatest age, and that is all. */
    private void subscribeWatch() {
        var watcher = connection.createDispatcher(this::callerGone);
        var refusal = connector.refusal(connection, () -> watcher.subscribe(watchInbox + "*"));
        watching = refusal.isEmpty();
        refusal.ifPresent(text -> LOG.info(
                "Streams run to their end or to maxStreamAge though their callers have gone, since NATS refuses {}*: {}",
                watchInbox,
                text));
    }

    private Optional<String> queue(Route route) {
        return route.annotation(NatsQueue.class)
                .map(NatsQueue::value)
                .or(() -> Optional.ofNullable(options.queue()))
                .filter(name -> !name.isEmpty());
    }

    // ---- what comes in ----

    private void received(Message message, Route subscribed) {
        var route = route(message.getSubject(), subscribed);
        if (route == null) {
            return;
        }
        try {
            BrokerMessages.read(runtime.codec(), message.getData())
                    .ifPresent(request -> dispatch(message, route, request));
        } catch (UndecodableMessageException error) {
            undecodable.warn(
                    "Dropped a message for {}, which is no JSON: {}", message.getSubject(), error.getMessage());
        }
    }

    /**
     * Which handler a message is for. Where several subscriptions fit, NATS delivers it to each; within one queue group, to any. The nearest
     * handler takes it, once.
     */
    private @Nullable Route route(String subject, Route subscribed) {
        if (!subscribed.isWildcard()) {
            return subscribed;
        }
        var nearest = runtime.match(subject).orElse(subscribed);
        if (nearest.equals(subscribed)) {
            return subscribed;
        }
        var queue = queue(subscribed);
        return queue.isPresent() && queue.equals(queue(nearest)) ? nearest : null;
    }

    private void dispatch(Message message, Route route, IncomingRequest request) {
        var id = request.id();
        var replyTo = message.getReplyTo();
        var context = new NatsContext(message, request.metadata());
        var inbound = new Inbound(route, id == null, request.data(), context, null);
        if (id == null || replyTo == null) {
            runtime.dispatch(inbound, ReplySink.none()).request(Long.MAX_VALUE);
            return;
        }
        var reply = new ServerReply(this, runtime.codec(), replyTo, id);
        reply.began(runtime.dispatch(inbound, reply));
    }

    // ---- what goes out ----

    void publish(String subject, @Nullable String replyTo, @Nullable Headers headers, byte[] packet) {
        publisher.publish(subject, replyTo, headers, packet);
    }

    /** Whether NATS says of a stream that nobody takes it any more. */
    boolean isWatching() {
        return watching;
    }

    /** Begins to look whether somebody takes the values of a stream. */
    @Nullable String watch(ServerReply reply) {
        if (!watching) {
            return null;
        }
        var subject = watchInbox + watches.incrementAndGet();
        watched.put(subject, reply);
        return subject;
    }

    void unwatch(String subject) {
        watched.remove(subject);
    }

    /** NATS says that nobody listens, or a client that nobody waits. */
    private void callerGone(Message message) {
        var reply = watched.remove(message.getSubject());
        if (reply != null) {
            reply.callerGone();
        }
    }

    // ---- the end ----

    /** Ends the subscriptions. What has been delivered is still dispatched. Blocks. */
    void end(Duration limit) {
        if (connection.getStatus() != Connection.Status.CONNECTED) {
            return;
        }
        try {
            requests.drain(limit).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException error) {
            // A connection that closes at this moment has no executor any more, which the driver finds by a
            // NullPointerException.
            LOG.debug("The subscriptions did not end in time", error);
        }
    }
}
