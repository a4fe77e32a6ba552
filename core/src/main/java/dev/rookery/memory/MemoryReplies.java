package dev.rookery.memory;

import dev.rookery.codec.ErrorBody;
import dev.rookery.codec.IncomingReply;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.transport.Correlation;
import dev.rookery.transport.ReplySink;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries replies back: writes them as the server's packets and reads them as the client's, whose business it is when they cannot be read. */
record MemoryReplies(
        PacketCodec serverCodec,
        PacketCodec clientCodec,
        String idJson,
        Correlation correlation,
        Consumer<UndecodableMessageException> unreadable)
        implements ReplySink {

    @Override
    public void next(@Nullable Object value, boolean last) {
        var out = new ByteArrayOutputStream();
        serverCodec.writeValue(idJson, value, last, out);
        deliver(out);
    }

    @Override
    public void error(Throwable cause, ErrorBody mapped) {
        var out = new ByteArrayOutputStream();
        if (cause instanceof NoHandlerException) {
            serverCodec.writeNoHandler(idJson, out);
        } else {
            serverCodec.writeError(idJson, mapped, out);
        }
        deliver(out);
    }

    @Override
    public void complete() {
        var out = new ByteArrayOutputStream();
        serverCodec.writeEnd(idJson, out);
        deliver(out);
    }

    private void deliver(ByteArrayOutputStream packet) {
        var bytes = packet.toByteArray();
        IncomingReply reply;
        try {
            reply = clientCodec.readReply(bytes, 0, bytes.length);
        } catch (UndecodableMessageException error) {
            unreadable.accept(error);
            return;
        }
        correlation.accept(reply);
    }
}
