package dev.rookery.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rookery.codec.ErrorBody;
import dev.rookery.error.NoHandlerException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Makes the replies to one request, as records for the topic and the partition that it names. */
final class ReplyMessages {
    private static final String NO_HANDLER = "There is no matching message handler defined in the remote service.";
    private static final byte[] DISPOSED = {0};

    private final Outgoing outgoing;
    private final PacketHooks hooks;
    private final ConsumerRecord<byte[], byte[]> request;
    private final String topic;
    private final @Nullable Integer partition;

    ReplyMessages(Outgoing outgoing, PacketHooks hooks, ConsumerRecord<byte[], byte[]> request) {
        this.outgoing = outgoing;
        this.hooks = hooks;
        this.request = request;
        this.topic = String.valueOf(HeaderText.text(request.headers(), KafkaHeaders.REPLY_TOPIC));
        this.partition = number(HeaderText.text(request.headers(), KafkaHeaders.REPLY_PARTITION));
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text == null || !text.matches("\\d{1,9}") ? null : Integer.valueOf(text);
    }

    String topic() {
        return topic;
    }

    ProducerRecord<byte[], byte[]> value(@Nullable Object value, boolean last) {
        var headers = headers(value);
        var written = hooks.writeValue(topic, id(), value, last, headers);
        if (written == null) {
            Payloads.markNull(headers);
        }
        var message = message(written, headers, value);
        return last ? last(message) : message;
    }

    ProducerRecord<byte[], byte[]> error(Throwable cause, ErrorBody mapped) {
        var headers = headers(null);
        if (cause instanceof NoHandlerException) {
            headers.add(KafkaHeaders.NEST_ERR, NO_HANDLER.getBytes(US_ASCII));
            return message(null, headers, null);
        }
        var written = hooks.writeError(id(), mapped, headers);
        var error = mapped.wireValue();
        headers.add(
                KafkaHeaders.NEST_ERR,
                error instanceof CharSequence text
                        ? text.toString().getBytes(UTF_8)
                        : hooks.payloads().plainJson(error));
        return last(message(written, headers, null));
    }

    ProducerRecord<byte[], byte[]> end() {
        var headers = headers(null);
        return last(message(hooks.writeEnd(id(), headers), headers, null));
    }

    /** Says in a message that has not been sent yet that nothing follows it. */
    static ProducerRecord<byte[], byte[]> last(ProducerRecord<byte[], byte[]> message) {
        message.headers().add(KafkaHeaders.NEST_IS_DISPOSED, DISPOSED);
        return message;
    }

    /** How much an error takes, which is in a header. */
    static int errorBytes(ProducerRecord<byte[], byte[]> error) {
        var body = error.headers().lastHeader(KafkaHeaders.NEST_ERR).value().length;
        return error.value() == null ? body : body + error.value().length;
    }

    private ProducerRecord<byte[], byte[]> message(byte @Nullable [] value, Headers headers, @Nullable Object given) {
        return outgoing.record(topic, partition, value, headers, given);
    }

    private String id() {
        return String.valueOf(HeaderText.text(request.headers(), KafkaHeaders.CORRELATION_ID));
    }

    private Headers headers(@Nullable Object value) {
        var headers = Outgoing.headers(Map.of(), Outgoing.headersOf(value), value);
        headers.remove(KafkaHeaders.CORRELATION_ID);
        headers.add(request.headers().lastHeader(KafkaHeaders.CORRELATION_ID));
        return headers;
    }
}
