package dev.rookery.grpc;

import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * What the service itself says of one call, beside its replies. That includes whether it was the one that ended it: the driver ends calls with the
 * same codes, and only here the two can be told apart.
 */
final class Answered extends ClientStreamTracer.Factory {
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
            listening.answered(headers);
        }
    }

    void trailers(Metadata trailers) {
        if (listening != null) {
            listening.ended(trailers);
        }
    }
}
