package dev.rookery.nats;

import dev.rookery.codec.ErrorBody;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.CallerGoneException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.MessageRecord;
import dev.rookery.transport.ReplySink;
import io.nats.client.impl.Headers;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the replies to one request go. Those of a stream name a subject to which NATS, or a client of ours, answers when nobody takes them any
 * more.
 */
final class ServerReply implements ReplySink {
    private final ServerSubscriptions server;
    private final PacketCodec codec;
    private final String subject;
    private final String id;
    private @Nullable String watch;
    private @Nullable Exchange exchange;
    private boolean gone;

    ServerReply(ServerSubscriptions server, PacketCodec codec, String subject, String id) {
        this.server = server;
        this.codec = codec;
        this.subject = subject;
        this.id = id;
    }

    void began(Exchange started) {
        boolean cancel;
        synchronized (this) {
            exchange = started;
            cancel = gone;
        }
        started.request(Long.MAX_VALUE);
        if (cancel) {
            started.cancel(goneError());
        }
    }

    @Override
    public void next(@Nullable Object value, boolean last) {
        var packet = new ByteArrayOutputStream();
        codec.writeValue(id, value, last, packet);
        if (!last && watch == null) {
            watch = server.watch(this);
        }
        send(packet, last, value instanceof MessageRecord record ? HeaderText.join(Map.of(), record.headers()) : null);
    }

    @Override
    public void error(Throwable cause, ErrorBody mapped) {
        var packet = new ByteArrayOutputStream();
        if (cause instanceof NoHandlerException) {
            codec.writeNoHandler(id, packet);
        } else {
            codec.writeError(id, mapped, packet);
        }
        send(packet, true, null);
    }

    @Override
    public void complete() {
        var packet = new ByteArrayOutputStream();
        codec.writeEnd(id, packet);
        send(packet, true, null);
    }

    /** {@inheritDoc} It does by the subject that the values name, where NATS lets the service receive there. */
    @Override
    public boolean hearsOfDeparture() {
        return server.isWatching();
    }

    private void send(ByteArrayOutputStream packet, boolean last, @Nullable Headers headers) {
        if (last && watch != null) {
            server.unwatch(watch);
        }
        server.publish(subject, last ? null : watch, headers, packet.toByteArray());
    }

    /** Nobody takes the replies any more. */
    void callerGone() {
        Exchange running;
        synchronized (this) {
            gone = true;
            running = exchange;
        }
        if (running != null) {
            running.cancel(goneError());
        }
    }

    private CallerGoneException goneError() {
        return new CallerGoneException("Nobody listens on " + subject + " any more");
    }
}
