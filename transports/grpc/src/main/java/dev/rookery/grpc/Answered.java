package dev.rookery.grpc;

import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;

/** Whether the service itself has ended a call: the driver ends calls with the same codes, and only here the two can be told apart. */
final class Answered extends ClientStreamTracer.Factory {
    private volatile boolean byService;

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
}
