package dev.rookery.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rookery.codec.Body;
import dev.rookery.codec.IncomingReply;
import dev.rookery.error.RookeryException;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.internal.SparseLog;
import dev.rookery.transport.Correlation;
import java.util.LinkedHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes replies of records, for who waits for them. Of one thread. */
final class ReplyReader {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyReader.class);
    private static final String NO_HANDLER = "There is no matching message handler defined in the remote service.";

    private final PacketHooks hooks;
    private final Correlation correlation;
    private final SparseLog unreadable = new SparseLog(LOG);

    ReplyReader(PacketHooks hooks, Correlation correlation) {
        this.hooks = hooks;
        this.correlation = correlation;
    }

    /** Replies to other clients come by the same partitions. */
    void accept(ConsumerRecord<byte[], byte[]> message) {
        var id = message.headers().lastHeader(KafkaHeaders.CORRELATION_ID);
        if (id == null || id.value() == null) {
            return;
        }
        var name = new String(id.value(), UTF_8);
        if (!correlation.isWaiting(name)) {
            return;
        }
        try {
            correlation.accept(reply(message, name));
        } catch (RuntimeException | Error error) { // whatever one reply brings, the next ones are read
            unreadable.warn("Dropped what came to {}, which is no reply: {}", message.topic(), error.toString());
            correlation.fail(
                    name,
                    error instanceof UndecodableMessageException known
                            ? known
                            : new UndecodableMessageException("A reply cannot be read: " + error, error));
        }
    }

    /** Tells those that wait that no reply comes to them any more; who calls from now on is answered. */
    void failAll(RookeryException why) {
        correlation.failWhere(waiting -> true, why);
    }

    private IncomingReply reply(ConsumerRecord<byte[], byte[]> message, String id) {
        var failed = message.headers().lastHeader(KafkaHeaders.NEST_ERR);
        var last = message.headers().lastHeader(KafkaHeaders.NEST_IS_DISPOSED) != null;
        if (hooks.reads()) {
            return deserialized(message, id, failed, last);
        }
        return failed == null || failed.value() == null || failed.value().length == 0
                ? new IncomingReply(id, value(message, last), Body.absent(), last, false)
                : error(id, failed.value(), last);
    }

    /** A null in the midst of a stream is a null; with the end, it is nothing, unless the sender says that it is null. */
    private Body value(ConsumerRecord<byte[], byte[]> message, boolean last) {
        var body = hooks.payloads().read(message.topic(), message.headers(), message.value());
        return body.isAbsent() && !last ? hooks.payloads().codec().dataOf(null) : body;
    }

    private IncomingReply error(String id, byte[] failed, boolean last) {
        var text = new String(failed, UTF_8);
        return new IncomingReply(id, Body.absent(), errorBody(failed, text), true, !last && text.equals(NO_HANDLER));
    }

    private Body errorBody(byte[] failed, String text) {
        if (failed[0] == '{' || failed[0] == '[') {
            try {
                return hooks.payloads().codec().readData(failed);
            } catch (UndecodableMessageException noJson) {
                LOG.trace("An error that is no JSON", noJson);
            }
        }
        return hooks.payloads().codec().dataOf(text);
    }

    private IncomingReply deserialized(
            ConsumerRecord<byte[], byte[]> message, String id, @Nullable Header failed, boolean last) {
        var packet = new LinkedHashMap<String, @Nullable Object>();
        if (failed != null && failed.value() != null && failed.value().length > 0) {
            packet.put(
                    "err",
                    errorBody(failed.value(), new String(failed.value(), UTF_8)).bind(Object.class));
        }
        if (last) {
            packet.put("isDisposed", true);
        }
        packet.put("id", id);
        var read = hooks.read(message.topic(), message.headers(), message.value(), packet, "response");
        var error = hooks.member(read, "err");
        return new IncomingReply(id, hooks.member(read, "response"), error, last || !error.isAbsent(), false);
    }
}
