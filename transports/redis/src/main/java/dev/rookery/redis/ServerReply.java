package dev.rookery.redis;

import dev.rookery.codec.ErrorBody;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.CallerGoneException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.internal.Reasons;
import dev.rookery.internal.SparseLog;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.ReplySink;
import io.lettuce.core.RedisCommandExecutionException;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Where the replies to one request go. A handler that streams is asked for as many values as Redis has taken, so that no more than a window of them
 * waits. A stream that nobody receives any more ends, and so does one of which a value was lost: its caller is told.
 */
final class ServerReply implements ReplySink {
    private static final SparseLog LOST = new SparseLog(LoggerFactory.getLogger(ServerReply.class));
    private static final int WINDOW = 64;
    private static final int REFILL = 16;

    private final Outbox outbox;
    private final PacketCodec codec;
    private final String channel;
    private final String id;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicBoolean broken = new AtomicBoolean();
    private volatile @Nullable Exchange exchange;
    private volatile @Nullable Throwable stopped;

    ServerReply(Outbox outbox, PacketCodec codec, String channel, String id) {
        this.outbox = outbox;
        this.codec = codec;
        this.channel = channel;
        this.id = id;
    }

    void began(Exchange started) {
        exchange = started;
        var why = stopped;
        if (why == null) {
            started.request(WINDOW);
        } else {
            started.cancel(why);
        }
    }

    private void stop(Throwable why) {
        stopped = why;
        var started = exchange;
        if (started != null) {
            started.cancel(why);
        }
    }

    // ---- what the handler says ----

    @Override
    public void next(@Nullable Object value, boolean last) {
        var packet = new ByteArrayOutputStream();
        codec.writeValue(id, value, last, packet);
        outbox.send(new Packet(packet.toByteArray(), !last));
    }

    @Override
    public void error(Throwable cause, ErrorBody mapped) {
        var packet = new ByteArrayOutputStream();
        if (cause instanceof NoHandlerException) {
            codec.writeNoHandler(id, packet);
        } else {
            codec.writeError(id, mapped, packet);
        }
        outbox.send(new Packet(packet.toByteArray(), false));
    }

    @Override
    public void complete() {
        var packet = new ByteArrayOutputStream();
        codec.writeEnd(id, packet);
        outbox.send(new Packet(packet.toByteArray(), false));
    }

    /** {@inheritDoc} Redis says that nobody receives; of a caller that has left while its client stays subscribed, it does not. */
    @Override
    public boolean hearsOfDeparture() {
        return false;
    }

    /** Answers without a handler. */
    void refuse(String code, String message) {
        var packet = new ByteArrayOutputStream();
        codec.writeError(id, ErrorBody.coded(code, message), packet);
        outbox.send(new Packet(packet.toByteArray(), false));
    }

    // ---- what Redis says ----

    private final class Packet implements Outbox.Publication {
        private final byte[] message;
        private final boolean moreFollows;

        Packet(byte[] message, boolean moreFollows) {
            this.message = message;
            this.moreFollows = moreFollows;
        }

        @Override
        public String channel() {
            return channel;
        }

        @Override
        public byte[] message() {
            return message;
        }

        @Override
        public void published(@Nullable Long receivers, @Nullable Throwable error) {
            if (error != null) {
                lost(error);
            } else if (moreFollows) {
                if (receivers != null && receivers == 0) {
                    stop(new CallerGoneException("Nobody receives on " + channel + " any more"));
                } else {
                    refill();
                }
            }
        }
    }

    private void refill() {
        var started = exchange;
        if (started != null && taken.incrementAndGet() % REFILL == 0) {
            started.request(REFILL);
        }
    }

    /** The caller must not take what is left for the whole: it gets an error as soon as it can be sent. Whoever had all, ignores that. */
    private void lost(Throwable error) {
        if (!broken.compareAndSet(false, true)) {
            return;
        }
        LOST.warn("A reply on {} was not published: {}", channel, Reasons.of(error));
        stop(error);
        if (!(error instanceof RedisCommandExecutionException)) {
            refuse("UNAVAILABLE", "A reply was lost with the service's connection to Redis");
        }
    }
}
