package dev.rookery.grpc;

import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the service itself says of one call, beside its replies. That includes whether it was the one that ended it: the driver ends calls with the
 * same codes, and only here the two can be told apart.
 */
final class Answered extends ClientStreamTracer.Factory {
    private static final Logger LOG = LoggerFactory.getLogger(Answered.class);

    private final @Nullable GrpcRecord listening;
    private volatile boolean byService;

    Answered(@Nullable GrpcRecord listening) {
        this.listening = listening;
    }

    @Override
    public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
        return new ClientStreamTracer() {
            @Override
            public void inboundTrailers(Metadata trailers) {
                byService = true;
            }
        };
    }

    boolean isByService() {
        return byService;
    }

    void headers(Metadata headers) {
        if (listening != null) {
            tell(listening::answered, headers);
        }
    }

    void trailers(Metadata trailers) {
        if (listening != null) {
            tell(listening::ended, trailers);
        }
    }

    /** The call goes on without a listener that fails: its reply is the caller's all the same. */
    private static void tell(Consumer<Metadata> listener, Metadata metadata) {
        try {
            listener.accept(metadata);
        } catch (RuntimeException | Error error) {
            LOG.warn("A listener to the metadata of a call failed, and the call goes on", error);
        }
    }
}
