package dev.rookery.rabbitmq;

import com.rabbitmq.client.AMQP;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.transport.MessageRecord;
import dev.rookery.transport.Outbound;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** AMQP properties as Nest sets them: headers even where there are none, and a delivery mode on what clients send. */
final class Properties {
    private static final int TRANSIENT = 1;
    private static final int PERSISTENT = 2;

    private Properties() {}

    /** Those of a request or an event. */
    static AMQP.BasicProperties.Builder outbound(RmqOptions options, Outbound message) {
        var headers = new LinkedHashMap<String, Object>(options.headers());
        headers.putAll(message.headers());
        if (message.record() instanceof RmqRecord record) {
            return of(record, headers, options.persistent());
        }
        return new AMQP.BasicProperties.Builder()
                .headers(headers)
                .deliveryMode(options.persistent() ? PERSISTENT : TRANSIENT);
    }

    /** Those of a reply. */
    static AMQP.BasicProperties.Builder reply(@Nullable String correlationId, @Nullable Object value) {
        var builder = value instanceof RmqRecord record
                ? of(record, new LinkedHashMap<>(record.headers()), null)
                : new AMQP.BasicProperties.Builder()
                        .headers(value instanceof MessageRecord other ? Map.copyOf(other.headers()) : Map.of());
        return builder.correlationId(correlationId);
    }

    /**
     * What fits no frame is refused here, by whoever sends it. The driver would refuse it too, but only when it has given the message its number, and all
     * later confirms would then be another's.
     *
     * @throws InvalidOptionException if the headers are too large
     */
    static AMQP.BasicProperties requireFit(AMQP.BasicProperties properties, int frameMax) {
        var headers = properties.getHeaders();
        if (headers == null || headers.isEmpty()) {
            return properties;
        }
        int bytes;
        try {
            bytes = properties.toFrame(0, 0).size();
        } catch (IOException | IllegalArgumentException error) {
            throw new InvalidOptionException(
                    "headers", headers.keySet(), "what AMQP can carry (" + error.getMessage() + ")");
        }
        if (frameMax > 0 && bytes > frameMax) {
            throw new InvalidOptionException(
                    "headers",
                    bytes + " bytes",
                    "at most " + frameMax + ", which is the connection's frame_max; data belongs into the payload");
        }
        return properties;
    }

    private static AMQP.BasicProperties.Builder of(
            RmqRecord record, Map<String, Object> headers, @Nullable Boolean usuallyPersistent) {
        if (!record.cc().isEmpty()) {
            headers.put("CC", record.cc());
        }
        if (!record.bcc().isEmpty()) {
            headers.put("BCC", record.bcc());
        }
        var builder = record.properties().builder().headers(headers);
        var persistent = record.persistent() == null ? usuallyPersistent : record.persistent();
        if (persistent != null) {
            builder.deliveryMode(persistent ? PERSISTENT : TRANSIENT);
        }
        if (record.expiration() != null) {
            builder.expiration(Long.toString(record.expiration().toMillis()));
        }
        if (record.priority() != null) {
            builder.priority(record.priority());
        }
        return builder;
    }
}
