package dev.rookery.grpc;

import dev.rookery.transport.MessageContext;
import io.grpc.Deadline;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call that came by gRPC, and what goes back beside its replies. Safe for use by several threads, but for the
 * {@code Metadata} that it hands out, which one thread at a time may change.
 */
public final class GrpcContext implements MessageContext {
    private final ServerCall<?, ?> call;
    private final String pattern;
    private final Metadata requestMetadata;
    private final Metadata responseMetadata = new Metadata();
    private final Metadata trailers = new Metadata();
    private final @Nullable Deadline deadline;

    GrpcContext(ServerCall<?, ?> call, String pattern, Metadata requestMetadata, @Nullable Deadline deadline) {
        this.call = call;
        this.pattern = pattern;
        this.requestMetadata = requestMetadata;
        this.deadline = deadline;
    }

    /** {@inheritDoc} On gRPC it is the full name of the rpc, as in {@code demo.v1.Heroes/FindOne}. */
    @Override
    public String pattern() {
        return pattern;
    }

    @Override
    public String transport() {
        return GrpcTransporter.ID;
    }

    /** {@inheritDoc} Here the texts among the metadata; of several with one name, the last. */
    @Override
    public Map<String, String> headers() {
        return MetadataText.of(requestMetadata);
    }

    @Override
    public Optional<String> header(String name) {
        return name.endsWith(Metadata.BINARY_HEADER_SUFFIX)
                ? Optional.empty()
                : Optional.ofNullable(requestMetadata.get(MetadataText.key(name)));
    }

    /**
     * What the caller sent beside its message, texts and bytes.
     *
     * @return the metadata
     */
    public Metadata requestMetadata() {
        return requestMetadata;
    }

    /**
     * What goes back before the first reply; what Nest's {@code call.sendMetadata} sends.
     *
     * @return metadata to add to; what is added after the first reply is not sent
     */
    public Metadata responseMetadata() {
        return responseMetadata;
    }

    /**
     * What goes back with the end, also that of an error.
     *
     * @return metadata to add to
     */
    public Metadata trailers() {
        return trailers;
    }

    /**
     * How long the caller waits. The driver ends the call then, and the handler is stopped; calls that it makes over gRPC have the same deadline.
     *
     * @return the deadline, if the caller has one
     */
    public Optional<Deadline> deadline() {
        return Optional.ofNullable(deadline);
    }

    /**
     * Who calls.
     *
     * @return the address at the other end of the connection, if the driver knows it
     */
    public Optional<SocketAddress> remoteAddress() {
        return Optional.ofNullable(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
    }

    /**
     * The driver's own object.
     *
     * @param driverType {@link ServerCall}
     * @param <T> its type
     * @return the call
     * @throws IllegalArgumentException if it is not of that type
     */
    public <T> T unwrap(Class<T> driverType) {
        if (!driverType.isInstance(call)) {
            throw new IllegalArgumentException(
                    "A call of gRPC is no " + driverType.getName() + " (expected: " + ServerCall.class.getName() + ")");
        }
        return driverType.cast(call);
    }

    @Override
    public String toString() {
        return "GrpcContext[" + pattern + "]";
    }
}
