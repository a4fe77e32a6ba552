package dev.rookery.grpc;

import dev.rookery.error.CallerGoneException;
import dev.rookery.transport.Exchange;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The way back of a call with a stream of replies. They are asked of the handler as long as the connection takes them, some at a time. */
final class ManyReplies extends ServerReply {
    private static final int FIRST_ASKED = 16;
    private static final int MOST_ASKED = 256;

    private final AtomicInteger asked = new AtomicInteger();
    private volatile int batch = FIRST_ASKED;
    private volatile boolean writes;

    ManyReplies(Wire wire, Rpc rpc, Messages messages) {
        super(wire, rpc, messages);
    }

    @Override
    void begin(Exchange begun) {
        if (writes) {
            begun.answering();
        }
        ask(begun);
    }

    private void ask(Exchange begun) {
        var more = batch;
        if (wire().isReady() && asked.compareAndSet(0, more)) {
            begun.request(more);
        }
    }

    @Override
    void ready() {
        askForMore();
        wire().ready();
    }

    private void askForMore() {
        var begun = exchange();
        if (begun != null) {
            ask(begun);
        }
    }

    @Override
    void write(@Nullable Object value) throws InterruptedException {
        var bytes = written(value);
        if (!writes) {
            beginToWrite();
        }
        if (!wire().sendWhenReady(bytes)) {
            throw new CallerGoneException("Nobody waits for replies of " + rpc().name() + " any more");
        }
    }

    private void beginToWrite() {
        writes = true; // before it is asked for the exchange, which may be known only after its handler has run so far
        var begun = exchange();
        if (begun != null) {
            begun.answering();
        }
    }

    @Override
    public void next(@Nullable Object value, boolean last) {
        if (isDone()) {
            return;
        }
        wire().send(written(value));
        if (last) {
            complete();
        } else if (asked.decrementAndGet() == 0) {
            batchEnded();
        }
    }

    /** More the next time, where the connection has taken all of these; few again where it has not, so that little waits for it. */
    private void batchEnded() {
        batch = wire().isReady() ? Math.min(batch * 2, MOST_ASKED) : FIRST_ASKED;
        askForMore();
    }

    @Override
    public void complete() {
        wire().close(Status.OK);
    }
}
