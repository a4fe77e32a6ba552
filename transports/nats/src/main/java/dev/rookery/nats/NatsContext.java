package dev.rookery.nats;

import dev.rookery.codec.Body;
import dev.rookery.transport.MessageContext;
import io.nats.client.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of a message that came by NATS. Safe for use by several threads. */
public final class NatsContext implements MessageContext {
    private final Message message;
    private final Body metadata;

    NatsContext(Message message, Body metadata) {
        this.message = message;
        this.metadata = metadata;
    }

    /**
     * The subject that the message was published on; where the handler's pattern has wildcards, the one that was called.
     *
     * @return the subject
     */
    public String subject() {
        return message.getSubject();
    }

    /** {@inheritDoc} On NATS it is the subject, whatever the packet says. */
    @Override
    public String pattern() {
        return message.getSubject();
    }

    @Override
    public String transport() {
        return NatsTransporter.ID;
    }

    @Override
    public Body metadata() {
        return metadata;
    }

    /** {@inheritDoc} Of several with one name, the first; upper and lower case differ. */
    @Override
    public Map<String, String> headers() {
        return HeaderText.of(message);
    }

    @Override
    public Optional<String> header(String name) {
        var first = headerValues(name);
        return first.isEmpty() ? MessageContext.super.header(name) : Optional.of(first.getFirst());
    }

    /**
     * All headers of one name.
     *
     * @param name the header's name
     * @return their texts; empty if there is none
     */
    public List<String> headerValues(String name) {
        var headers = message.getHeaders();
        var values = headers == null ? null : headers.get(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    /**
     * Where the caller waits for the reply.
     *
     * @return the subject; empty for most events
     */
    public Optional<String> replySubject() {
        return Optional.ofNullable(message.getReplyTo());
    }

    /**
     * The driver's own object.
     *
     * @param driverType {@link Message}, or a type above it
     * @param <T> its type
     * @return the message
     * @throws IllegalArgumentException if the message is of another type
     */
    public <T> T unwrap(Class<T> driverType) {
        return Drivers.pick(driverType, message);
    }

    @Override
    public String toString() {
        return "NatsContext[" + subject() + "]";
    }
}
