package dev.rookery.rabbitmq;

import com.rabbitmq.client.AMQP;
import dev.rookery.codec.ErrorBody;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.BusyException;
import dev.rookery.error.CallerGoneException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.MessageRecord;
import dev.rookery.transport.ReplySink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Operators;

/**
 * Where the replies to one request go. With the last one the request is acknowledged. A caller of ours says how many values of a stream it can take; for
 * one of Nest's there are as many under way as the socket takes.
 */
final class ServerReply implements ReplySink {
    /** How many values may be under way to a caller that says nothing. */
    private static final long WINDOW = 64;

    /** An error of so many bytes goes out however much waits: there is one at most for each request that is in flight. */
    private static final int SMALL_ERROR = 4_096;

    private final Replying replying;
    private final PacketCodec codec;
    private final Arrival request;
    private final String idJson;
    private final boolean callerAsks;
    private @Nullable Exchange exchange;
    private long asked;
    private @Nullable Throwable gone;
    private boolean streams;

    ServerReply(Replying replying, PacketCodec codec, Arrival request, String idJson) {
        this.replying = replying;
        this.codec = codec;
        this.request = request;
        this.idJson = idJson;
        this.callerAsks = Credits.APP_ID.equals(request.properties().getAppId());
    }

    /** The handler is known; some of its values may have been sent already. */
    void began(Exchange started) {
        long wanted;
        Throwable ended;
        synchronized (this) {
            exchange = started;
            wanted = Operators.addCap(callerAsks ? Credits.FIRST : WINDOW, asked);
            ended = gone;
        }
        if (ended != null) {
            started.cancel(ended);
        } else {
            started.request(wanted);
        }
    }

    @Override
    public void next(@Nullable Object value, boolean last) {
        var packet = new ByteArrayOutputStream();
        codec.writeValue(null, value, last, packet);
        if (value instanceof MessageRecord) {
            requireFit(value);
        }
        reserve(packet.size(), last);
        send(packet, value, last);
    }

    @Override
    public void error(Throwable cause, ErrorBody mapped) {
        var packet = new ByteArrayOutputStream();
        if (cause instanceof NoHandlerException) {
            codec.writeNoHandler(idJson, packet);
        } else {
            codec.writeError(null, mapped, packet);
        }
        if (packet.size() <= SMALL_ERROR) {
            replying.outbox().hold(packet.size());
        } else {
            reserve(packet.size(), true);
        }
        send(packet, null, true);
    }

    @Override
    public void complete() {
        var packet = new ByteArrayOutputStream();
        codec.writeEnd(null, packet);
        replying.outbox().hold(packet.size());
        send(packet, null, true);
    }

    private void requireFit(Object record) {
        var properties = Properties.reply(request.properties().getCorrelationId(), record)
                .replyTo(RmqOptions.DIRECT_REPLY_TO)
                .build();
        var _ = Properties.requireFit(properties, replying.frameMax());
    }

    /** What finds no room is not sent; core then sends a small error in its place, and with that the request is settled. */
    private void reserve(int bytes, boolean last) {
        try {
            replying.outbox().reserve(bytes);
        } catch (BusyException busy) {
            if (last) {
                end();
            }
            throw new UnsentReplyException("A reply to " + address() + " finds no room", busy);
        }
    }

    /** A caller of Nest's may leave a stream and stay connected. */
    @Override
    public boolean hearsOfDeparture() {
        return callerAsks;
    }

    private void send(ByteArrayOutputStream packet, @Nullable Object value, boolean last) {
        var properties = Properties.reply(request.properties().getCorrelationId(), value);
        if (!last) {
            begin();
            if (callerAsks) {
                properties.replyTo(RmqOptions.DIRECT_REPLY_TO);
            }
        }
        replying.outbox().add(new Sending(packet.toByteArray(), properties.build(), last));
    }

    private synchronized void begin() {
        if (!streams) {
            streams = true;
            replying.credits().add(key(), this);
        }
    }

    private synchronized void end() {
        if (streams) {
            streams = false;
            replying.credits().remove(key(), this);
        }
    }

    /** The caller's correlation id; one of Nest's need not have any. */
    private String key() {
        var id = request.properties().getCorrelationId();
        return id == null ? address() : id;
    }

    /** Where the replies go. */
    String address() {
        return request.properties().getReplyTo();
    }

    /** The caller can take so many more. */
    void more(long values) {
        Exchange running;
        synchronized (this) {
            running = exchange;
            if (running == null) {
                asked = Operators.addCap(asked, values);
            }
        }
        if (running != null) {
            running.request(values);
        }
    }

    /** Nobody takes the replies any more: the handler need not make them. */
    void callerGone(Throwable why) {
        Exchange left;
        synchronized (this) {
            left = exchange;
            gone = why;
        }
        if (left != null) {
            left.cancel(why);
        }
        end();
    }

    /** One packet; with the last one goes the acknowledgement. */
    private final class Sending implements Outbox.Write {
        private final byte[] packet;
        private final AMQP.BasicProperties properties;
        private final boolean last;

        Sending(byte[] packet, AMQP.BasicProperties properties, boolean last) {
            this.packet = packet;
            this.properties = properties;
            this.last = last;
        }

        @Override
        public void write() throws IOException {
            replying.channel().basicPublish("", request.properties().getReplyTo(), properties, packet);
            replying.outbox().release(packet.length);
            if (last) {
                end();
                if (replying.settlesRequests() && request.claim()) {
                    request.consuming().acknowledgeHere(request.envelope().getDeliveryTag());
                }
            } else if (!callerAsks) {
                more(1);
            }
        }

        @Override
        public void failed(Throwable why) {
            replying.outbox().release(packet.length);
            end();
            callerGone(new CallerGoneException(
                    "A reply to " + request.properties().getReplyTo() + " could not be sent: " + Failures.text(why)));
        }
    }
}
