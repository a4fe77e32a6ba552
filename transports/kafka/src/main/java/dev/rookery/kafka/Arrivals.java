package dev.rookery.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rookery.codec.Body;
import dev.rookery.transport.Inbound;
import dev.rookery.transport.Route;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What has come: who it is for, and how core gets it. */
record Arrivals(PacketHooks hooks, Intake intake, String deadLetterSuffix) {

    // ---- who it is for ----

    static boolean isRequest(ConsumerRecord<byte[], byte[]> message) {
        return isThere(message.headers(), KafkaHeaders.CORRELATION_ID)
                && isThere(message.headers(), KafkaHeaders.REPLY_TOPIC);
    }

    private static boolean isThere(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header != null && header.value() != null && header.value().length > 0;
    }

    /** What an expression has caught beside its messages, which their sender means for others: it is nobody's. */
    boolean isNobodys(ConsumerRecord<byte[], byte[]> message, @Nullable Route route) {
        return route != null && route.isWildcard() && (isReply(message.headers()) || isOwnDeadLetter(message, route));
    }

    private static boolean isReply(Headers headers) {
        return headers.lastHeader(KafkaHeaders.NEST_ERR) != null
                || headers.lastHeader(KafkaHeaders.NEST_IS_DISPOSED) != null
                || (isThere(headers, KafkaHeaders.CORRELATION_ID) && !isThere(headers, KafkaHeaders.REPLY_TOPIC));
    }

    /**
     * A handler that fails at a message would get it again by each of its dead letters, and make a further one. One that somebody has sent back to where
     * it came from is a message.
     */
    private boolean isOwnDeadLetter(ConsumerRecord<byte[], byte[]> message, Route route) {
        var origin = HeaderText.text(message.headers(), KafkaHeaders.DLT_ORIGINAL_TOPIC);
        return origin != null
                && message.topic().equals(origin + deadLetterSuffix)
                && RegexTopics.INSTANCE.matches(route.address(), origin);
    }

    // ---- how core gets it ----

    /** A message, or several where they are for a handler of batches; so is a request where there is no other handler. */
    Inbound read(Partition partition, List<Partition.Entry> entries, boolean event) {
        var route = partition.route();
        return partition.isBatched() && (event || route == null || !route.hasMessageHandler())
                ? batch(route, entries, event)
                : single(route, entries.getFirst(), event);
    }

    private Inbound single(@Nullable Route route, Partition.Entry entry, boolean event) {
        var context = context(entry);
        return new Inbound(route, event, context.payload(), context, null);
    }

    private Inbound batch(@Nullable Route route, List<Partition.Entry> entries, boolean event) {
        var contexts = entries.stream().map(this::context).toList();
        var bodies = contexts.stream().map(KafkaContext::payload).toList();
        return new Inbound(
                route, event, new BatchBody(bodies), contexts.getFirst().withItems(contexts), null);
    }

    private KafkaContext context(Partition.Entry entry) {
        var message = entry.message();
        var text = message.headers().lastHeader(KafkaHeaders.METADATA);
        var metadata = text == null || text.value() == null
                ? Body.absent()
                : hooks.payloads().codec().readData(text.value());
        if (!hooks.reads()) {
            var data = hooks.payloads().read(message.topic(), message.headers(), message.value());
            return new KafkaContext(message, metadata, data, intake);
        }
        var packet = new LinkedHashMap<String, @Nullable Object>();
        packet.put("pattern", message.topic());
        var id = message.headers().lastHeader(KafkaHeaders.CORRELATION_ID);
        if (id != null && id.value() != null) {
            packet.put("id", new String(id.value(), UTF_8));
        }
        var read = hooks.read(message.topic(), message.headers(), message.value(), packet, "data");
        return new KafkaContext(message, metadata, hooks.member(read, "data"), intake);
    }
}
