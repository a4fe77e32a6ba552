package dev.rookery.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import dev.rookery.codec.IncomingReply;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.ReplyOverflowException;
import dev.rookery.error.RookeryException;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.error.UndecodableReplyException;
import dev.rookery.transport.Call;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.Correlation;
import dev.rookery.transport.IntakeControl;
import dev.rookery.transport.Link;
import dev.rookery.transport.Outbound;
import dev.rookery.transport.PendingReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A client's connection to the broker, from its beginning to its end. Requests go by the channel that the replies come by; events by another one, where
 * the broker confirms them.
 */
final class RmqLink implements Link {
    /** A service that does not ask may be so far ahead of the subscriber. */
    private static final long MOST_UNASKED = 16_384;

    private final RmqOptions options;
    private final Session session;
    private final PacketCodec codec;
    private final Correlation correlation;
    private final Channel channel;
    private final Channel eventChannel;
    private final Confirms confirms = new Confirms();
    private final ConcurrentHashMap<String, OpenCall> calls = new ConcurrentHashMap<>();
    private final AtomicLong marks = new AtomicLong();
    private final String replyTo;
    private volatile boolean usable = true;

    /** Opens the channels. Blocks. */
    RmqLink(RmqOptions options, Session session, ClientRuntime runtime) throws IOException {
        this.options = options;
        this.session = session;
        this.codec = runtime.codec();
        this.correlation = runtime.newCorrelation(new Unpaused());
        this.channel = session.openChannel();
        this.eventChannel = session.openChannel();
        this.replyTo = replyQueue();
        channel.basicConsume(replyTo, true, new Replies());
        channel.addReturnListener((code, text, exchange, key, properties, body) ->
                unroutable(properties, Destination.unreachable("the request", exchange, key)));
        if (options.publisherConfirms()) {
            eventChannel.confirmSelect();
            eventChannel.addConfirmListener(confirms);
            eventChannel.addReturnListener((code, text, exchange, key, properties, body) ->
                    confirms.returned(properties.getCorrelationId(), exchange, key));
        }
    }

    private String replyQueue() throws IOException {
        if (options.replyQueue().equals(RmqOptions.DIRECT_REPLY_TO)) {
            return RmqOptions.DIRECT_REPLY_TO;
        }
        return options.assertTopology() || options.replyQueue().isEmpty()
                ? channel.queueDeclare(options.replyQueue(), false, true, true, Map.of())
                        .getQueue()
                : options.replyQueue();
    }

    @Override
    public boolean isUsable() {
        return usable;
    }

    boolean isOn(Session other) {
        return session.equals(other);
    }

    Session session() {
        return session;
    }

    Channel channel() {
        return channel;
    }

    Channel eventChannel() {
        return eventChannel;
    }

    boolean confirms() {
        return options.publisherConfirms();
    }

    Confirms confirmations() {
        return confirms;
    }

    // ---- what goes out ----

    @Override
    public Call request(Outbound request, PendingReply reply) {
        var destination = Destination.of(options, request.pattern());
        var id = correlation.open(reply);
        var call = new OpenCall(this, id);
        calls.put(id, call);
        try {
            var packet = new ByteArrayOutputStream();
            codec.writeRequest(request, id, packet);
            var properties =
                    Properties.outbound(options, request).correlationId(id).replyTo(replyTo);
            var built = properties.build();
            if (built.getAppId() == null) {
                built = properties.appId(Credits.APP_ID).build();
            }
            built = Properties.requireFit(built, frameMax());
            session.outbox().reserve(packet.size());
            session.outbox()
                    .add(new Asking(
                            id,
                            request.pattern().route(),
                            destination,
                            options.isMandatory(request.record()),
                            built,
                            packet.toByteArray()));
        } catch (RuntimeException error) {
            var _ = withdraw(id);
            throw error;
        }
        return call;
    }

    @Override
    public Mono<Void> emit(Outbound event) {
        var destination = Destination.of(options, event.pattern());
        var packet = new ByteArrayOutputStream();
        codec.writeEvent(event, packet);
        var properties = Properties.outbound(options, event);
        var mark = options.isMandatory(event.record()) ? newMark() : null;
        if (mark != null) {
            properties.correlationId(mark);
        }
        var built = Properties.requireFit(properties.build(), frameMax());
        session.outbox().reserve(packet.size());
        var emission = new Emission(this, destination, event.pattern().route(), built, packet.toByteArray(), mark);
        session.outbox().add(emission);
        return Mono.fromFuture(emission.future(), true);
    }

    /** By which an event is known that comes back. */
    private String newMark() {
        if (!confirms()) {
            throw new InvalidOptionException(
                    "publisherConfirms",
                    false,
                    "true where an event is mandatory: without confirms nothing says that it came back");
        }
        return Long.toString(marks.incrementAndGet());
    }

    private int frameMax() {
        return session.connection().getFrameMax();
    }

    boolean withdraw(String id) {
        var _ = calls.remove(id);
        return correlation.withdraw(id);
    }

    private void fail(String id, Throwable why) {
        var _ = calls.remove(id);
        var _ = correlation.fail(id, why);
    }

    /** A request. */
    private final class Asking implements Outbox.Write {
        private final String id;
        private final String pattern;
        private final Destination destination;
        private final boolean mandatory;
        private final AMQP.BasicProperties properties;
        private final byte[] packet;

        Asking(
                String id,
                String pattern,
                Destination destination,
                boolean mandatory,
                AMQP.BasicProperties properties,
                byte[] packet) {
            this.id = id;
            this.pattern = pattern;
            this.destination = destination;
            this.mandatory = mandatory;
            this.properties = properties;
            this.packet = packet;
        }

        @Override
        public void write() throws IOException {
            channel.basicPublish(destination.exchange(), destination.routingKey(), mandatory, properties, packet);
            session.outbox().release(packet.length);
        }

        @Override
        public void failed(Throwable why) {
            session.outbox().release(packet.length);
            fail(
                    id,
                    new ConnectionLostException(
                            "The connection to RabbitMQ was lost before " + pattern + " was sent: "
                                    + Failures.text(why),
                            why));
        }
    }

    /** Tells a service of ours how much of a stream can be taken. */
    void answer(String service, String id, byte[] text) {
        var properties = new AMQP.BasicProperties.Builder().correlationId(id).build();
        session.outbox().add(new Outbox.Write() {
            @Override
            public void write() throws IOException {
                channel.basicPublish("", service, properties, text);
            }

            @Override
            public void failed(Throwable why) {
                // the stream has failed with the connection
            }
        });
    }

    // ---- what comes in ----

    private final class Replies extends DefaultConsumer {
        Replies() {
            super(channel);
        }

        @Override
        public void handleDelivery(
                String consumerTag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
            replied(properties, body);
        }

        @Override
        public void handleCancel(String consumerTag) {
            session.fail(new IOException("The queue for replies was deleted"));
        }
    }

    private void replied(AMQP.BasicProperties properties, byte[] body) {
        var id = properties.getCorrelationId();
        if (id == null) {
            return;
        }
        if (body.length > options.maxMessageBytes()) {
            fail(
                    id,
                    new UndecodableReplyException("A reply of " + body.length + " bytes came, and maxMessageBytes is "
                            + options.maxMessageBytes() + ": raise it, or let the service answer with less"));
            endStream(id, properties);
            return;
        }
        IncomingReply reply;
        try {
            reply = codec.readReply(body, 0, body.length);
        } catch (UndecodableMessageException error) {
            fail(id, new UndecodableReplyException("What came from RabbitMQ as a reply is none", error));
            endStream(id, properties);
            return;
        }
        var call = reply.last() ? calls.remove(id) : calls.get(id);
        var awaited = correlation.accept(
                new IncomingReply(id, reply.response(), reply.error(), reply.last(), reply.noHandler()));
        if (reply.last()) {
            return;
        }
        if (awaited && call != null) {
            streamed(call, id, properties.getReplyTo());
        } else {
            endStream(id, properties);
        }
    }

    /** Tells the service that nobody wants more of a stream, if it has more to send and wants to know. */
    private void endStream(String id, AMQP.BasicProperties properties) {
        if (properties.getReplyTo() != null) {
            answer(properties.getReplyTo(), id, Credits.gone());
        }
    }

    private void streamed(OpenCall call, String id, @Nullable String service) {
        call.received(service);
        if (call.unasked() > MOST_UNASKED) {
            fail(
                    id,
                    new ReplyOverflowException(
                            "The service sends faster than the subscriber takes, and cannot be slowed: " + MOST_UNASKED
                                    + " replies wait; ask for them faster"));
        }
    }

    private void unroutable(AMQP.BasicProperties properties, NoHandlerException why) {
        var id = properties.getCorrelationId();
        if (id != null) {
            fail(id, why);
        }
    }

    // ---- the end ----

    /** Fails the calls; events may still be taken. */
    void failCalls(RookeryException why) {
        usable = false;
        calls.clear();
        correlation.failAll(why);
    }

    /** Fails all that is pending; nothing can be sent any more. */
    void end(RookeryException why) {
        failCalls(why);
        confirms.end(why);
    }

    /** Services of ours are slowed by what they are told; a subscriber who is slow with others has a bound here, and a time in core. */
    private static final class Unpaused implements IntakeControl {
        @Override
        public void pause() {}

        @Override
        public void resume() {}
    }
}
