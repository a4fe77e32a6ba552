package dev.rookery.benchmarks.peers.grpc;

import dev.rookery.benchmarks.peers.grpc.stub.Number;
import io.grpc.stub.ServerCallStreamObserver;

/** The values of one stream: as many at a time as the connection takes. Not thread-safe, since gRPC runs the events of a call one by one. */
final class NumberStream implements Runnable {
    private final int count;
    private final ServerCallStreamObserver<Number> reply;
    private int next;
    private boolean ended;

    private NumberStream(int count, ServerCallStreamObserver<Number> reply) {
        this.count = count;
        this.reply = reply;
    }

    /** Has gRPC ask for the values, which it does as soon as the method has returned. */
    static void send(int count, ServerCallStreamObserver<Number> reply) {
        reply.setOnReadyHandler(new NumberStream(count, reply));
    }

    @Override
    public void run() {
        while (!ended && reply.isReady()) {
            if (next == count) {
                ended = true;
                reply.onCompleted();
            } else {
                reply.onNext(Messages.number(next));
                next++;
            }
        }
    }
}
