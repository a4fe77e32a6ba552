package dev.rookery.web;

import dev.rookery.codec.ErrorBody;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.CallerGoneException;
import dev.rookery.error.RookeryException;
import dev.rookery.error.ServerClosingException;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.ReplySink;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The way back of one event. Values of a stream are asked of the handler as long as the client takes them, some at a time.
 *
 * <p>Core calls the sink's methods one after the other; other threads tell when the client has taken something, and when it has gone.
 */
final class SocketReplySink implements ReplySink {
    private final SocketConnection connection;
    private final PacketCodec codec;
    private final SocketError errors;
    private final String pattern;
    private final boolean many;
    private final PendingExchange exchange = new PendingExchange();
    private final Demand demand = new Demand();
    /** How many values were asked for and are not taken yet. */
    private final AtomicInteger owed = new AtomicInteger();

    SocketReplySink(SocketConnection connection, PacketCodec codec, SocketError errors, String pattern, boolean many) {
        this.connection = connection;
        this.codec = codec;
        this.errors = errors;
        this.pattern = pattern;
        this.many = many;
    }

    boolean isStream() {
        return many;
    }

    /** The handler has been started, or will be. */
    void began(Exchange started) {
        if (exchange.begin(started)) {
            askMore();
        }
    }

    private void askMore() {
        var begun = exchange.begun();
        var more = demand.next();
        if (begun != null && many && owed.compareAndSet(0, more)) {
            begun.request(more);
        }
    }

    /** The client took a value, or there was none to take. */
    private void taken() {
        if (owed.decrementAndGet() == 0) {
            askMore();
        }
    }

    void clientGone() {
        stop(new CallerGoneException("The client of " + pattern + " has gone"));
    }

    /** Ends it if it is a stream, which may have no end of its own. */
    void endStream() {
        if (many) {
            stop(new ServerClosingException("The service is shutting down"));
        }
    }

    private void stop(RookeryException why) {
        exchange.cancel(why);
        connection.done(this);
    }

    // ---- for core ----

    /** Who waits for events waits as long as it likes. */
    @Override
    public boolean begun() {
        return many;
    }

    @Override
    public void next(@Nullable Object value, boolean last) {
        if (value == null) {
            if (many) {
                taken();
            }
        } else {
            var json = Values.json(value, codec); // may throw; nothing is sent then
            demand.came(json.length);
            if (many) {
                connection.outbox().reply(ByteBuffer.wrap(json), this::taken);
            } else {
                connection.outbox().reply(ByteBuffer.wrap(json));
            }
        }
        if (last) {
            connection.done(this);
        }
    }

    @Override
    public void complete() {
        connection.done(this);
    }

    @Override
    public void error(Throwable cause, ErrorBody mapped) {
        var json = Values.json(errors.event(cause, mapped), codec);
        connection.outbox().reply(ByteBuffer.wrap(json));
        connection.done(this);
    }
}
