package dev.rookery.grpc;

import java.util.Iterator;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * A call that its handler reads and writes itself, for {@link GrpcStreamCall}: {@code for (var query : call) call.send(answer(query));}. Both wait
 * where they have to, which costs nothing on a virtual thread. The call ends when the handler returns, or with the error that it throws.
 *
 * <p>For use by the handler's own thread.
 *
 * @param <Q> what a request is read as
 * @param <R> what a reply is
 */
public final class GrpcCall<Q, R> implements Iterable<Q> {
    private final Publisher<byte[]> requests;
    private final Function<byte[], Q> reading;
    private final ServerReply reply;

    GrpcCall(Publisher<byte[]> requests, Function<byte[], Q> reading, ServerReply reply) {
        this.requests = requests;
        this.reading = reading;
        this.reply = reply;
    }

    /**
     * The requests, read as they are asked for. They can be read once; {@code hasNext} blocks until there is one, or no more. A caller that leaves
     * interrupts the handler, and ends this with a {@link dev.rookery.error.CallerGoneException}.
     *
     * @return the requests that have not been read yet
     */
    @Override
    public Iterator<Q> iterator() {
        return Flux.from(requests)
                .toStream(RequestStream.READ_AHEAD)
                .map(reading) // here, and not on the driver's thread
                .iterator();
    }

    /**
     * Sends a reply, and blocks while the connection takes no more. Of an rpc with one reply, it is sent when the handler returns.
     *
     * @param value a message
     * @throws dev.rookery.error.CallerGoneException if nobody waits for it
     * @throws dev.rookery.error.UnserializableValueException if it is no such message
     * @throws IllegalStateException if the rpc has one reply, and it was given
     * @throws InterruptedException if the handler is to end meanwhile
     */
    public void send(R value) throws InterruptedException {
        reply.write(value);
    }
}
