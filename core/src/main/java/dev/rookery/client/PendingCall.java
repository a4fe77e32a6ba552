package dev.rookery.client;

import dev.rookery.codec.Body;
import dev.rookery.error.ReplyOverflowException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.error.UndecodableReplyException;
import dev.rookery.internal.DeadlineSweeper;
import dev.rookery.observation.ExchangeObserver.Observed;
import dev.rookery.observation.OutgoingMessage;
import dev.rookery.transport.Call;
import dev.rookery.transport.PendingReply;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Operators;
import reactor.util.concurrent.Queues;

/**
 * One subscription of {@code send} or {@code request}: waits for replies, binds them, and hands them on as fast as the subscriber asks. There is
 * one object a call; it holds its own deadline, and a queue only once a reply had to wait.
 *
 * <p>Replies come from one thread at a time; the subscriber's requests, the deadline and cancellation from any. Whoever finds work to do
 * while nobody does it, does it all ({@code work} counts).
 */
final class PendingCall implements PendingReply, Subscription {
    private static final AtomicIntegerFieldUpdater<PendingCall> WORK =
            AtomicIntegerFieldUpdater.newUpdater(PendingCall.class, "work");
    private static final AtomicLongFieldUpdater<PendingCall> REQUESTED =
            AtomicLongFieldUpdater.newUpdater(PendingCall.class, "requested");
    private static final Logger LOG = LoggerFactory.getLogger(PendingCall.class);
    /** Stands for an end without an error. */
    private static final Object COMPLETE = new Object();

    private final ClientCore core;
    private final CallSpec spec;
    private final CoreSubscriber<Object> subscriber;
    private volatile int work;
    private volatile long requested;
    private volatile long deadline = DeadlineSweeper.NEVER;
    private volatile boolean cancelled;
    private volatile @Nullable Object end;
    private volatile @Nullable Call call;
    private volatile @Nullable Pendings pendings;
    private volatile @Nullable Queue<Object> queue;
    private volatile boolean saturated;
    private volatile boolean withdrawn;
    private volatile boolean watched;
    private volatile int buffered;
    private boolean started;
    private boolean told; // the observer, of the end; guarded by this
    private boolean sawNull;
    private boolean sawValue;
    private Observed observed = Observed.NONE;

    PendingCall(ClientCore core, CallSpec spec, CoreSubscriber<Object> subscriber) {
        this.core = core;
        this.spec = spec;
        this.subscriber = subscriber;
    }

    // ---- the way out ----

    private void start() {
        try {
            core.requireOpen();
            var message = new OutgoingMessage(spec.pattern(), spec.data(), false);
            observed = core.options().observer().calling(message);
            var hook = core.options().dispatchHook();
            if (hook != null) {
                hook.accept(message);
            }
            deadline = in(spec.timeout());
            sent(core.client().request(core.outbound(message, spec.hasData()), this));
        } catch (Throwable error) {
            error(error);
            Exceptions.throwIfJvmFatal(error);
        }
    }

    private void sent(Call sent) {
        call = sent;
        if (withdrawn) {
            sent.cancel();
            return;
        }
        if (!isCorrelated() && !isOver()) {
            core.watch(this);
        }
        var wanted = requested;
        if (wanted > 0) {
            sent.request(wanted);
        }
    }

    /** It waits on a connection from now on, which looks after its deadline. */
    void correlated(Pendings connection) {
        pendings = connection;
        core.unwatch(this);
        core.expect(deadline);
    }

    /** The client looks after it, from now on or for a while. */
    void watched() {
        watched = true;
    }

    boolean wasWatched() {
        return watched;
    }

    boolean isCorrelated() {
        return pendings != null;
    }

    long deadline() {
        return deadline;
    }

    private static long in(Duration time) {
        return DeadlineSweeper.in(DeadlineSweeper.nanos(time));
    }

    private void startClock() {
        deadline = in(spec.timeout());
        core.expect(deadline);
    }

    // ---- replies ----

    @Override
    public String pattern() {
        return spec.pattern().route();
    }

    @Override
    public Duration timeout() {
        return spec.timeout();
    }

    @Override
    public void next(Body value, boolean last) {
        if (isOver() || value.isAbsent()) {
            if (last) {
                complete();
            }
            return;
        }
        Object bound;
        try {
            bound = value.bind(spec.type());
        } catch (Throwable misfit) { // a type's own code is run here, and the connection reads on whatever that throws
            stop(new UndecodableReplyException(
                    "The reply of " + pattern() + " is no " + spec.type().getTypeName() + ": " + misfit.getMessage(),
                    misfit));
            return;
        }
        if (bound == null) {
            nextNull(last);
        } else if (sawNull) {
            stop(nullInStream());
        } else {
            nextValue(bound, last);
        }
    }

    private void nextNull(boolean last) {
        if (sawValue || sawNull) {
            stop(nullInStream());
        } else if (last || spec.single()) {
            stopQuietly(last);
        } else {
            sawNull = true;
            deadline = in(spec.timeout());
        }
    }

    private UndecodableReplyException nullInStream() {
        return new UndecodableReplyException("A null among the replies of " + pattern()
                + ", which a Flux cannot hold: ask for JsonNode, which has a null of its own");
    }

    private void nextValue(Object value, boolean last) {
        sawValue = true;
        var ends = last || spec.single();
        if (work == 0 && requested > 0 && queue == null && WORK.compareAndSet(this, 0, 1)) {
            nextDirectly(value, ends);
        } else {
            enqueue(value);
            if (ends) {
                end(COMPLETE);
            }
            work();
        }
        if (ends && !last) {
            withdraw();
        } else if (!ends && !isOver() && !saturated) {
            deadline = in(spec.timeout());
        }
    }

    private void nextDirectly(Object value, boolean ends) {
        if (requested != Long.MAX_VALUE) {
            REQUESTED.decrementAndGet(this);
        }
        if (ends) {
            end(COMPLETE);
        }
        handOn(value);
        if (end != null || WORK.decrementAndGet(this) != 0) {
            workOn();
        }
    }

    /** A subscriber must not throw. One that does gets nothing more, and harms nobody else. */
    private void handOn(Object value) {
        try {
            subscriber.onNext(value);
        } catch (Throwable error) {
            LOG.warn("A subscriber of {} failed at a reply, and gets no more", pattern(), error);
            cancel();
        }
    }

    private void enqueue(Object value) {
        var values = queue;
        if (values == null) {
            values = Queues.unbounded(Queues.XS_BUFFER_SIZE).get();
            queue = values;
        }
        values.add(value);
        var held = addBuffered(1);
        if (held >= core.options().maxBufferedReplies() && !saturated && end == null) {
            saturate();
        }
    }

    private synchronized int addBuffered(int change) {
        buffered += change;
        return buffered;
    }

    private void saturate() {
        var connection = pendings;
        var patience = core.options().stallTimeout();
        if (connection == null || !connection.canPause() || patience.isZero()) {
            stop(overflow());
            return;
        }
        saturated = true;
        deadline = in(patience);
        core.expect(deadline);
        connection.saturated();
        relieve(isOver()); // the subscriber may have emptied the buffer, or the call ended, before it was known as full
    }

    private ReplyOverflowException overflow() {
        return new ReplyOverflowException(
                "The subscriber of " + pattern() + " let "
                        + core.options().maxBufferedReplies()
                        + " replies wait: ask for them faster, raise maxBufferedReplies, or give slow streams a client of their own");
    }

    private void relieve(boolean force) {
        if (!saturated || (!force && buffered > core.options().maxBufferedReplies() / 2)) {
            return;
        }
        synchronized (this) {
            if (!saturated) {
                return;
            }
            saturated = false;
        }
        if (!isOver()) {
            startClock();
        }
        var connection = pendings;
        if (connection != null) {
            connection.relieved();
        }
    }

    @Override
    public void complete() {
        end(COMPLETE);
        work();
    }

    @Override
    public void error(Throwable error) {
        end(error);
        work();
    }

    private void stopQuietly(boolean last) {
        complete();
        if (!last) {
            withdraw();
        }
    }

    /** Ends the call from this side. */
    private void stop(Throwable why) {
        error(why);
        withdraw();
    }

    private void withdraw() {
        withdrawn = true;
        var sent = call;
        if (sent != null) {
            sent.cancel();
        }
    }

    private void end(Object how) {
        synchronized (this) {
            if (isOver()) {
                return;
            }
            end = how;
            deadline = DeadlineSweeper.NEVER;
        }
        relieve(true); // nothing more comes for this call: it need not hold up the others
    }

    boolean isOver() {
        return end != null || cancelled;
    }

    /** Fails the call if it is overdue, and says when it will be. */
    long checkDeadline(long now) {
        var due = deadline;
        if (due > now) {
            return due;
        }
        if (isOver()) {
            return DeadlineSweeper.NEVER;
        }
        if (saturated) {
            stop(overflow());
            return DeadlineSweeper.NEVER;
        }
        if (requested == 0) { // the subscriber takes its time, not the service
            deadline = in(spec.timeout());
            return deadline;
        }
        stop(overdue());
        return DeadlineSweeper.NEVER;
    }

    private RequestTimeoutException overdue() {
        return new RequestTimeoutException(
                "No " + (sawValue ? "further " : "") + "reply of " + pattern() + " within " + seconds(spec.timeout())
                        + ": raise the timeout with withTimeout(…), or look at what the service does");
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    // ---- the subscriber ----

    @Override
    public void request(long replies) {
        if (!Operators.validate(replies)) {
            return;
        }
        if (isOver() && queue == null) {
            return;
        }
        var wanted = Operators.addCap(REQUESTED, this, replies);
        if (!started) {
            started = true;
            start();
            return;
        }
        if (wanted == 0 && !saturated && !isOver()) {
            deadline = in(spec.timeout());
        }
        var sent = call;
        if (sent != null) {
            sent.request(replies);
        }
        if (queue != null) {
            work();
        }
    }

    @Override
    public void cancel() {
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            deadline = DeadlineSweeper.NEVER;
        }
        if (end == null) {
            withdraw();
        }
        tellObserver(null);
        core.unwatch(this);
        relieve(true);
        work();
    }

    private void work() {
        if (WORK.getAndIncrement(this) == 0) {
            workOn();
        }
    }

    /** Hands over what there is, as long as somebody adds to it. Only for whoever holds the work. */
    private void workOn() {
        var missed = 1;
        do {
            handOver();
            missed = WORK.addAndGet(this, -missed);
        } while (missed != 0);
    }

    private void handOver() {
        var values = queue;
        while (values != null && !cancelled && requested > 0) {
            var value = values.poll();
            if (value == null) {
                break;
            }
            addBuffered(-1);
            if (requested != Long.MAX_VALUE) {
                REQUESTED.decrementAndGet(this);
            }
            relieve(false);
            handOn(value);
        }
        if (cancelled) {
            if (values != null) {
                values.clear();
            }
        } else if (end != null && (values == null || values.isEmpty() || end instanceof ReplyOverflowException)) {
            if (values != null) {
                values.clear(); // a subscriber that asks for nothing would never get to the error behind them
            }
            terminate();
        }
    }

    private void terminate() {
        var how = end;
        cancelled = true;
        core.unwatch(this);
        tellObserver(how);
        try {
            if (how instanceof Throwable error) {
                subscriber.onError(error);
            } else {
                subscriber.onComplete();
            }
        } catch (Throwable error) {
            LOG.warn("A subscriber of {} failed when it was told of the end", pattern(), error);
        }
    }

    /** Tells the observer of the end, whoever brings it about first. */
    private void tellObserver(@Nullable Object how) {
        synchronized (this) {
            if (told) {
                return;
            }
            told = true;
        }
        try {
            if (how instanceof Throwable error) {
                observed.failed(error);
            }
            observed.ended();
        } catch (Throwable error) {
            LOG.warn("The observer of {} failed", pattern(), error);
        }
    }
}
