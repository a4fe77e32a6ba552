package dev.rookery.nats;

import dev.rookery.codec.Body;
import dev.rookery.codec.IncomingReply;
import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.error.UndecodableReplyException;
import dev.rookery.transport.Call;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.Correlation;
import dev.rookery.transport.Link;
import dev.rookery.transport.Outbound;
import dev.rookery.transport.PendingReply;
import dev.rookery.transport.Signals;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * A client's connection: requests out, replies in. One subscription takes the replies to all requests, each of which has a subject of its own
 * below the client's inbox, so that a reply is known by its subject even where it is no packet.
 */
final class NatsLink implements Link, ConnectionUser {
    private static final int NO_RESPONDERS = 503;
    private static final byte[] NOTHING = new byte[0];

    private final ClientRuntime runtime;
    private final Map<String, String> headers;
    private final DriverEvents events;
    private final Connection connection;
    private final Publisher publisher;
    private final String inbox;
    private volatile Correlation correlation;

    private NatsLink(NatsOptions options, ClientRuntime runtime, Connector connector, Signals signals) {
        this.runtime = runtime;
        this.headers = options.headers();
        this.events = new DriverEvents(signals, this, "client");
        this.connection = connector.open(events);
        this.publisher = new Publisher(connection, options.maxWaitingMessages());
        this.inbox = connection.createInbox() + ".";
        this.correlation = runtime.newCorrelation();
    }

    /** Connects. Blocks. */
    static NatsLink open(NatsOptions options, ClientRuntime runtime, Connector connector, Signals signals) {
        var link = new NatsLink(options, runtime, connector, signals);
        link.listen(options, connector);
        return link;
    }

    private void listen(NatsOptions options, Connector connector) {
        try {
            var replies = connection.createDispatcher(this::received);
            connector.refusal(connection, () -> replies.subscribe(inbox + "*")).ifPresent(refusal -> {
                throw new ConnectionRefusedException(
                        "NATS at " + options.shownServers() + " lets nothing be received on " + inbox + "*: " + refusal
                                + ": let the user subscribe to it, or choose another inboxPrefix");
            });
        } catch (RuntimeException why) {
            Connector.close(connection, Duration.ZERO);
            correlation.failAll(why);
            throw why;
        }
        events.watch(connection);
    }

    @Override
    public boolean isUsable() {
        return connection.getStatus() != Connection.Status.CLOSED;
    }

    Connection connection() {
        return connection;
    }

    // ---- what goes out ----

    @Override
    public Call request(Outbound request, PendingReply reply) {
        var subject = request.pattern().route();
        Subjects.checkPublish(subject);
        var waiting = correlation;
        var id = waiting.open(reply);
        try {
            var packet = new ByteArrayOutputStream();
            runtime.codec().writeRequest(request, id, packet);
            publisher.publish(subject, inbox + id, HeaderText.join(headers, request.headers()), packet.toByteArray());
        } catch (RuntimeException error) {
            waiting.withdraw(id);
            throw error;
        }
        return () -> waiting.withdraw(id);
    }

    @Override
    public Mono<Void> emit(Outbound event) {
        var subject = event.pattern().route();
        Subjects.checkPublish(subject);
        var packet = new ByteArrayOutputStream();
        runtime.codec().writeEvent(event, packet);
        publisher.publish(subject, null, HeaderText.join(headers, event.headers()), packet.toByteArray());
        return Mono.empty();
    }

    // ---- what comes in ----

    private void received(Message message) {
        var id = message.getSubject().substring(inbox.length());
        if (message.isStatusMessage()) {
            if (message.getStatus().getCode() == NO_RESPONDERS) {
                correlation.accept(new IncomingReply(id, Body.absent(), Body.absent(), true, true));
            }
            return;
        }
        IncomingReply reply;
        try {
            reply = runtime.codec().readReply(message.getData(), 0, message.getData().length);
        } catch (UndecodableMessageException error) {
            correlation.fail(id, new UndecodableReplyException("What came from NATS as a reply is none", error));
            return;
        }
        if (reply.id() == null || reply.id().equals(id)) {
            var mine = new IncomingReply(id, reply.response(), reply.error(), reply.last(), reply.noHandler());
            if (!correlation.accept(mine) && !mine.last() && message.getReplyTo() != null) {
                connection.publish(message.getReplyTo(), NOTHING); // nobody wants more of this stream
            }
        }
    }

    // ---- the end ----

    @Override
    public void lost() {
        var old = correlation;
        correlation = runtime.newCorrelation();
        old.failAll(new ConnectionLostException(
                "The connection to NATS was lost before the reply came: whether the service has"
                        + " handled the request is unknown"));
    }

    @Override
    public void ended() {
        correlation.failAll(
                new ConnectionLostException("The connection to NATS was lost, and the driver has given up"));
    }

    /** A request on a forbidden subject is not answered, not even with an error: NATS tells it beside. */
    @Override
    public void refused(String error) {
        correlation.failWhere(
                pending -> error.contains("Publish to \"" + pending.pattern() + '"'),
                new ConnectionRefusedException("NATS refuses the request: " + error + ": let the user publish there"));
    }

    /** Fails what is pending, sends what there is, and closes. Blocks. */
    void close(ClientClosedException why, Duration grace) {
        events.unwatch();
        correlation.failAll(why);
        Connector.close(connection, grace);
    }
}
