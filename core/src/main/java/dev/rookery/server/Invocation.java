package dev.rookery.server;

import dev.rookery.codec.ErrorBody;
import dev.rookery.error.GuardRefusedException;
import dev.rookery.error.HandlerTimeoutException;
import dev.rookery.error.RookeryException;
import dev.rookery.error.ServerClosingException;
import dev.rookery.handler.internal.BoundHandler;
import dev.rookery.internal.AnsweredException;
import dev.rookery.internal.DeadlineSweeper;
import dev.rookery.observation.ExchangeObserver.Observed;
import dev.rookery.pipeline.CurrentMessage;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.Inbound;
import dev.rookery.transport.Outcome;
import dev.rookery.transport.ReplySink;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One message and one handler, from admission to the last reply. There is one object a message, so it plays several parts: the task that
 * runs, the exchange that the transport sees, and, by what it extends, the context that the pipeline sees.
 *
 * <p>Whoever ends it first wins: result, error, timeout, cancellation. Its place in flight is given back when it has ended and its thread has
 * left the handler, whichever comes later.
 */
final class Invocation extends HandledMessage implements Runnable, Exchange {
    private final Dispatcher dispatcher;
    private final ReplySink sink;
    private final Delivery delivery;
    /** The identity's own hash code is a call into the JVM, and each message is looked after in a set. */
    private final int hash = ThreadLocalRandom.current().nextInt();

    private volatile long deadline = DeadlineSweeper.NEVER;
    /** How it ended; null as long as it has not. Written by who holds the lock. */
    private volatile @Nullable Outcome result;
    // guarded by this
    private boolean left;
    private boolean endTold;
    private boolean placed;
    private boolean running;
    private boolean streaming;
    private @Nullable Thread runner;
    private @Nullable CompletableFuture<Outcome> outcome;
    private Observed observed = Observed.NONE;
    private Observed observedAtEnd = Observed.NONE;

    Invocation(Dispatcher dispatcher, BoundHandler handler, String route, Inbound inbound, ReplySink sink) {
        super(handler, route, inbound);
        this.dispatcher = dispatcher;
        this.sink = sink;
        this.delivery = new Delivery(this, handler.returnKind());
    }

    // ---- the task ----

    /** Runs the handler on this thread: a virtual one, or the transport's for non-blocking handlers. */
    @Override
    public void run() {
        if (!begin()) {
            return;
        }
        try {
            observe(dispatcher.options().observer().handling(this));
            try (var _ = observed.open();
                    var _ = dispatcher.logContext(this)) {
                ScopedValue.where(CurrentMessage.SCOPE, this).run(this::throughPipeline);
            }
        } catch (Throwable error) {
            fail(error);
        } finally {
            leaveThread();
        }
    }

    /** Begins to be observed. Who ended it meanwhile knew no observer, so that this one is told here. */
    private void observe(Observed begun) {
        Outcome missed;
        synchronized (this) {
            observed = begun;
            missed = result;
        }
        var cause = causeOf(missed);
        if (cause != null) {
            tellObserver(() -> begun.failed(cause));
        }
    }

    private static @Nullable Throwable causeOf(@Nullable Outcome outcome) {
        if (outcome == null || outcome instanceof Outcome.Handled) { // nearly always, and quicker than a switch
            return null;
        }
        return switch (outcome) {
            case Outcome.Failed(var cause) -> cause;
            case Outcome.TurnedAway(var cause) -> cause;
            default -> null;
        };
    }

    /** Takes the place that it was given; false if it has ended meanwhile and wants none. */
    synchronized boolean place() {
        placed = !hasEnded();
        return placed;
    }

    private synchronized boolean begin() {
        if (hasEnded()) {
            return false;
        }
        running = true;
        runner = Thread.currentThread();
        startClock(dispatcher.timeoutNanos(this));
        return true;
    }

    private void leaveThread() {
        boolean leave;
        synchronized (this) {
            running = false;
            runner = null;
            leave = mayLeave();
        }
        if (leave) {
            leave();
        }
        if (Thread.currentThread().isVirtual()) {
            Thread.interrupted(); // meant for this message, not for the next one on this thread
        }
    }

    private void throughPipeline() {
        try {
            Pipeline.run(this);
        } catch (Throwable error) {
            fail(error);
        }
    }

    // ---- the ways to end ----

    /** There will be values, if any. */
    synchronized void begun() {
        if (!hasEnded() && !streaming && sink.begun()) {
            beginStream();
        }
    }

    private void beginStream() {
        if (!streaming) {
            streaming = true;
            startClock(
                    sink.hearsOfDeparture()
                            ? 0
                            : DeadlineSweeper.nanos(dispatcher.options().maxStreamAge()));
        }
    }

    /** Sends a value that more may follow. */
    void emit(@Nullable Object value) {
        synchronized (this) {
            if (hasEnded()) {
                return;
            }
            beginStream();
            try {
                sink.next(value, false);
                return;
            } catch (RuntimeException | Error error) {
                end(new Outcome.Failed(error));
                sendUnexpected(error);
            }
        }
        delivery.stop();
        afterEnd();
    }

    /** Sends the last value. */
    void finish(@Nullable Object value) {
        endWith(Outcome.HANDLED, () -> sink.next(value, true));
    }

    /** Sends the end. */
    void complete() {
        endWith(Outcome.HANDLED, sink::complete);
    }

    private void endWith(Outcome how, Runnable send) {
        synchronized (this) {
            if (hasEnded()) {
                return;
            }
            end(how);
            try {
                send.run();
            } catch (RuntimeException | Error error) {
                result = new Outcome.Failed(error);
                sendUnexpected(error);
            }
        }
        afterEnd();
    }

    /** Asks the filters, then sends what they say. May block, where filters do. */
    void fail(Throwable error) {
        if (hasEnded()) {
            return;
        }
        var filter = bound().filters().forError(error);
        if (filter == null) {
            endWithError(error, answer(error));
            return;
        }
        try {
            finish(filter.handle(error, this));
        } catch (AnsweredException answered) {
            endWithError(answered.error(), new ErrorMapping.Answer(answered.body(), null));
        } catch (Throwable thrown) {
            if (!thrown.equals(error) && thrown.getCause() == null && thrown.getSuppressed().length == 0) {
                thrown.addSuppressed(error);
            }
            endWithError(thrown, answer(thrown));
        }
    }

    /** What the caller gets, and whether somebody expected it. */
    private ErrorMapping.Answer answer(Throwable error) {
        var answer = ErrorMapping.answer(error);
        return answer.isExpected() || !sink.answers(error) ? answer : new ErrorMapping.Answer(answer.body(), null);
    }

    /** As {@link #fail}, from a thread that must not block. */
    void failElsewhere(Throwable error) {
        if (bound().filters().isEmpty()) {
            fail(error);
            return;
        }
        // The thread may be that of another message's handler, on which that one is the current message.
        Runnable failing = () -> ScopedValue.where(CurrentMessage.SCOPE, this).run(() -> fail(error));
        if (Thread.currentThread().isVirtual()) {
            failing.run();
        } else {
            dispatcher.startThread(failing);
        }
    }

    private void endWithError(Throwable error, ErrorMapping.Answer answer) {
        synchronized (this) {
            if (hasEnded()) {
                return;
            }
            end(new Outcome.Failed(error));
            sendError(error, answer.body());
        }
        dispatcher.logFailure(this, error, answer);
        afterEnd();
    }

    private void sendError(Throwable error, ErrorBody body) {
        try {
            sink.error(error, body);
        } catch (RuntimeException | Error unwritable) {
            sendUnexpected(unwritable);
        }
    }

    /** The last attempt: a transport that cannot take even this has lost its caller. */
    private void sendUnexpected(Throwable error) {
        var answer = ErrorMapping.unexpected();
        dispatcher.logFailure(this, error, answer);
        try {
            sink.error(error, answer.body());
        } catch (RuntimeException | Error unsent) {
            dispatcher.logFailure(this, unsent);
        }
    }

    @Override
    public void cancel(Throwable why) {
        synchronized (this) {
            if (hasEnded()) {
                return;
            }
            end(new Outcome.Failed(why));
            interrupt();
        }
        delivery.stop();
        afterEnd();
    }

    /** Ends it since it took too long. */
    private void abort(HandlerTimeoutException why) {
        abort(new Outcome.Failed(why), why);
    }

    /** Ends it since the server closes. */
    void abort(ServerClosingException why) {
        abort(new Outcome.TurnedAway(why), why);
    }

    private void abort(Outcome how, RookeryException why) {
        synchronized (this) {
            if (hasEnded()) {
                return;
            }
            end(how);
            interrupt();
            sendError(why, ErrorMapping.answer(why).body());
        }
        delivery.stop();
        afterEnd();
    }

    /** Ends it before it has begun: there is no room, or no time left. It holds no place. */
    void refuse(RookeryException why) {
        synchronized (this) {
            if (hasEnded()) {
                return;
            }
            end(new Outcome.TurnedAway(why));
            sendError(why, ErrorMapping.answer(why).body());
        }
        afterEnd();
    }

    private void end(Outcome how) {
        observedAtEnd = observed;
        deadline = DeadlineSweeper.NEVER;
        result = how;
    }

    private void interrupt() {
        if (runner != null && runner.isVirtual()) {
            runner.interrupt();
        }
    }

    private void afterEnd() {
        delivery.over();
        var cause = causeOf(result);
        if (cause != null) {
            tellObserver(() -> observedAtEnd.failed(cause));
        }
        if (Thread.currentThread().equals(runner)) {
            // It leaves when it comes out of the handler. No lock: only this thread writes its own name there, and it
            // is the one that reads on.
            endTold = true;
            return;
        }
        boolean leave;
        synchronized (this) {
            endTold = true;
            leave = mayLeave();
        }
        if (leave) {
            leave();
        }
    }

    private boolean mayLeave() {
        if (!hasEnded() || !endTold || running || left) {
            return false;
        }
        left = true;
        return true;
    }

    private void tellObserver(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException error) {
            dispatcher.logFailure(this, error);
        }
    }

    private void leave() {
        tellObserver(observed::ended);
        CompletableFuture<Outcome> waiting;
        Outcome how;
        synchronized (this) {
            waiting = outcome;
            how = result == null ? Outcome.HANDLED : result;
        }
        if (placed) {
            dispatcher.left(this);
        }
        if (waiting != null) {
            waiting.complete(how);
        }
    }

    // ---- time ----

    private void startClock(long timeoutNanos) {
        deadline = DeadlineSweeper.in(timeoutNanos);
        dispatcher.expect(deadline);
    }

    /** Ends it if it is overdue, and says when it will be. */
    long checkDeadline(long now) {
        HandlerTimeoutException overdue;
        synchronized (this) {
            if (hasEnded() || deadline > now) {
                return deadline;
            }
            overdue = overdue();
        }
        abort(overdue);
        dispatcher.logTimeout(this, overdue);
        return DeadlineSweeper.NEVER;
    }

    private HandlerTimeoutException overdue() {
        return new HandlerTimeoutException(
                streaming
                        ? "The stream of " + route() + " was ended after "
                                + dispatcher.options().maxStreamAge()
                                + " (maxStreamAge), since nothing tells whether its caller is there: ask for it again"
                        : "The handler of " + route() + " gave no answer within " + limit());
    }

    private Duration limit() {
        return bound().timeout().orElse(dispatcher.options().handlerTimeout());
    }

    // ---- the exchange ----

    @Override
    public void request(long replies) {
        delivery.request(replies);
    }

    @Override
    public synchronized void answering() {
        if (!hasEnded()) {
            beginStream();
        }
    }

    @Override
    public synchronized CompletionStage<Outcome> outcome() {
        if (outcome == null) {
            outcome = left && result != null ? CompletableFuture.completedFuture(result) : new CompletableFuture<>();
        }
        return outcome;
    }

    boolean hasEnded() {
        return result != null;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    // ---- for the pipeline ----

    Delivery delivery() {
        return delivery;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    void checkGuard(boolean allowed) {
        if (!allowed) {
            throw new GuardRefusedException();
        }
    }
}
