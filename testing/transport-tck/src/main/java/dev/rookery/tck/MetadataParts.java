package dev.rookery.tck;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.Header;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Metadata;
import dev.rookery.transport.MessageContext;
import dev.rookery.transport.MessageRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** What the tests of {@link MetadataContract} serve and call. */
final class MetadataParts {
    private MetadataParts() {}

    /** A record that no transport knows. */
    record Noted(Object data, Map<String, String> headers) implements MessageRecord {}

    /** Tells what came beside the payload. */
    record Curious(Queue<String> seen) {
        @MessagePattern("metadata")
        Object metadata(MessageContext context) {
            var metadata = context.metadata().bind(Object.class);
            return metadata == null ? "none" : metadata;
        }

        @MessagePattern("has.metadata")
        boolean hasMetadata(MessageContext context) {
            return !context.metadata().isAbsent();
        }

        @MessagePattern("header")
        String header(String name, MessageContext context) {
            return context.header(name).orElse("none");
        }

        @MessagePattern("headers")
        String headers(String name, MessageContext context) {
            return context.headers().getOrDefault(name, "none");
        }

        @MessagePattern("parameters")
        List<Object> parameters(
                @Header("trace") String trace,
                @Header("other") Optional<String> other,
                @Metadata("tenant") Map<String, Integer> tenant,
                String payload) {
            return List.of(trace, other.orElse("none"), tenant.getOrDefault("id", 0), payload);
        }

        @EventPattern("created")
        void created(MessageContext context) {
            seen.add(context.header("trace").orElse("none"));
        }
    }
}
