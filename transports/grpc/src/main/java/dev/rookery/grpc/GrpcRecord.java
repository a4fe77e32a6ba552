package dev.rookery.grpc;

import dev.rookery.transport.MessageRecord;
import io.grpc.Metadata;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A message with metadata: {@code GrpcRecord.builder(query).header("tenant", "acme").build()}. Of a reply, it goes before the first message, so that
 * only the first of a stream can have some; what comes at the end is {@link GrpcContext#trailers()}.
 */
public final class GrpcRecord implements MessageRecord {
    private final @Nullable Object data;
    private final Metadata metadata;
    private final Consumer<Metadata> whenAnswered;
    private final Consumer<Metadata> whenEnded;

    private GrpcRecord(Builder builder) {
        this.data = builder.data;
        this.metadata = new Metadata();
        this.whenAnswered = builder.whenAnswered;
        this.whenEnded = builder.whenEnded;
        metadata.merge(builder.metadata);
    }

    /**
     * Begins without metadata.
     *
     * @param data the message, or the stream of them
     * @return a builder
     */
    public static Builder builder(@Nullable Object data) {
        return new Builder(data);
    }

    @Override
    public @Nullable Object data() {
        return data;
    }

    /** {@inheritDoc} Here the texts among the metadata. */
    @Override
    public Map<String, String> headers() {
        return MetadataText.of(metadata);
    }

    /**
     * All of the metadata.
     *
     * @return a copy, texts and bytes
     */
    public Metadata metadata() {
        var copy = new Metadata();
        copy.merge(metadata);
        return copy;
    }

    void answered(Metadata headers) {
        whenAnswered.accept(headers);
    }

    void ended(Metadata trailers) {
        whenEnded.accept(trailers);
    }

    /** Builds a record. Used by one thread. */
    public static final class Builder {
        private final @Nullable Object data;
        private final Metadata metadata = new Metadata();
        private Consumer<Metadata> whenAnswered = headers -> {};
        private Consumer<Metadata> whenEnded = trailers -> {};

        private Builder(@Nullable Object data) {
            this.data = data;
        }

        /**
         * Adds a text.
         *
         * @param name in lower case, without {@code -bin} at its end
         * @param text printable ASCII
         * @return this builder
         * @throws dev.rookery.error.InvalidOptionException if the name cannot be
         */
        public Builder header(String name, String text) {
            metadata.put(MetadataText.key(name), Objects.requireNonNull(text, "text"));
            return this;
        }

        /**
         * Adds metadata of any kind.
         *
         * @param more texts and bytes
         * @return this builder
         */
        public Builder metadata(Metadata more) {
            metadata.merge(more);
            return this;
        }

        /**
         * Hears the metadata that a service sends before its first reply. For requests; a reply has no use for it.
         *
         * @param listener called once a call at the most, on the driver's thread, which it must not block; what it throws is
         *     logged, and changes nothing
         * @return this builder
         */
        public Builder whenAnswered(Consumer<Metadata> listener) {
            this.whenAnswered = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Hears the metadata that a service sends with the end of a call, before the caller hears of the end. For requests; a reply has no use for
         * it, and errors bring their own.
         *
         * @param listener called once a call, on the driver's thread, which it must not block; what it throws is
         *     logged, and changes nothing
         * @return this builder
         */
        public Builder whenEnded(Consumer<Metadata> listener) {
            this.whenEnded = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Builds.
         *
         * @return the record
         */
        public GrpcRecord build() {
            return new GrpcRecord(this);
        }
    }
}
