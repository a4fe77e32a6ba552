package dev.rookery.server;

import dev.rookery.codec.ErrorBody;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.BusyException;
import dev.rookery.error.HandlerTimeoutException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RookeryException;
import dev.rookery.error.RpcException;
import dev.rookery.error.ServerClosingException;
import dev.rookery.handler.internal.BoundHandler;
import dev.rookery.internal.DeadlineSweeper;
import dev.rookery.internal.SparseLog;
import dev.rookery.pipeline.CurrentMessage;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.Inbound;
import dev.rookery.transport.Outcome;
import dev.rookery.transport.ReplySink;
import dev.rookery.transport.Route;
import dev.rookery.transport.ServerRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.helpers.NOPMDCAdapter;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Takes messages from a transport and runs their handlers: routing, admission, order, threads, time. */
final class Dispatcher implements ServerRuntime {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final ThreadFactory HANDLER_THREADS =
            Thread.ofVirtual().name("rookery-handler").factory();
    private static final LogContext NO_LOG_CONTEXT = () -> {};

    private final ServerOptions options;
    private final RouteTable routes;
    private final Admission admission;
    private final Bursts bursts = new Bursts(this::startThread);
    private final Lanes lanes = new Lanes(bursts::start);
    private final Set<Invocation> running = ConcurrentHashMap.newKeySet();
    private final DeadlineSweeper sweeper;
    private final SparseLog unrouted = new SparseLog(LOG);
    private final SparseLog refused = new SparseLog(LOG);
    private final SparseLog busy = new SparseLog(LOG);
    private final AtomicLong dropped = new AtomicLong();
    private final long timeoutNanos;
    private final boolean mdc;
    private volatile boolean closing;

    Dispatcher(String transportId, ServerOptions options, RouteTable routes, Runnable pause, Runnable resume) {
        this.options = options;
        this.routes = routes;
        this.admission = new Admission(options.maxInFlight(), options.maxWaiting(), pause, resume);
        this.sweeper = new DeadlineSweeper("rookery-" + transportId + "-deadlines", this::sweep);
        this.timeoutNanos = DeadlineSweeper.nanos(options.handlerTimeout());
        this.mdc = options.mdc() && !(MDC.getMDCAdapter() instanceof NOPMDCAdapter);
    }

    // ---- for the transport ----

    @Override
    public PacketCodec codec() {
        return options.codec();
    }

    @Override
    public Collection<Route> routes() {
        return List.copyOf(routes.all());
    }

    @Override
    public Optional<Route> match(String address) {
        return routes.match(address);
    }

    @Override
    public Optional<Route> matchPattern(String patternJson) {
        return routes.matchPattern(patternJson);
    }

    @Override
    public Exchange dispatch(Inbound inbound, ReplySink replies) {
        var takers =
                inbound.route() instanceof RouteEntry entry ? entry.takers(inbound.event()) : List.<BoundHandler>of();
        if (takers.isEmpty()) {
            return noHandler(inbound, replies);
        }
        var sink = inbound.event() ? ReplySink.none() : replies;
        if (takers.size() == 1) {
            return start(takers.getFirst(), inbound, sink);
        }
        var joined = new JoinedExchange(takers.size(), sink, inbound.event());
        for (var index = 0; index < takers.size(); index++) {
            joined.add(start(takers.get(index), inbound, joined.sink(index)));
        }
        return joined;
    }

    @Override
    public int maxInFlight() {
        return options.maxInFlight();
    }

    @Override
    public void dispatchHere(Inbound inbound, ReplySink replies, Consumer<Exchange> begun) {
        var takers =
                inbound.route() instanceof RouteEntry entry ? entry.takers(inbound.event()) : List.<BoundHandler>of();
        if (takers.size() != 1 || options.orderBy() != null) {
            begun.accept(dispatch(inbound, replies));
            return;
        }
        var invocation = invocation(takers.getFirst(), inbound, inbound.event() ? ReplySink.none() : replies);
        begun.accept(invocation);
        var _ = admit(invocation, () -> {
            if (register(invocation)) {
                invocation.run();
                return true;
            }
            return false;
        });
    }

    @Override
    public void burst(Runnable reading) {
        bursts.run(reading);
    }

    private Exchange noHandler(Inbound inbound, ReplySink replies) {
        var pattern = inbound.context().pattern();
        if (inbound.event()) {
            unrouted.warn(
                    "No handler for the event {} (transport {})",
                    printable(pattern),
                    inbound.context().transport());
        } else {
            replies.error(
                    new NoHandlerException("No handler is bound to " + printable(pattern)),
                    ErrorBody.message("There is no matching message handler defined in the remote service."));
        }
        return EndedExchange.of(Outcome.NO_HANDLER);
    }

    /** A peer's text as it may stand in a log line: not endless, and on one line. */
    static String printable(String text) {
        var shown = text.length() <= 200 ? text : text.substring(0, 200) + "…";
        return shown.chars().anyMatch(Character::isISOControl) ? shown.replaceAll("\\p{Cntrl}", "?") : shown;
    }

    private Exchange start(BoundHandler handler, Inbound inbound, ReplySink sink) {
        var invocation = invocation(handler, inbound, sink);
        return admit(invocation, () -> startNow(invocation));
    }

    private Invocation invocation(BoundHandler handler, Inbound inbound, ReplySink sink) {
        var route = inbound.route();
        var invocation = new Invocation(this, handler, route == null ? "" : route.address(), inbound, sink);
        if (inbound.event()) {
            invocation.request(Long.MAX_VALUE);
        }
        return invocation;
    }

    /** Runs it where there is a place, as {@code now} does, which says whether it still wants that. */
    private Exchange admit(Invocation invocation, BooleanSupplier now) {
        if (closing) {
            return refuse(invocation, new ServerClosingException("The service is shutting down"));
        }
        switch (admission.enter(() -> startElsewhere(invocation))) {
            case ADMITTED -> {
                if (!now.getAsBoolean()) {
                    admission.leave();
                }
            }
            case REFUSED -> {
                return refuse(
                        invocation,
                        new BusyException("The service is busy: " + options.maxInFlight() + " messages in flight, "
                                + options.maxWaiting() + " waiting"));
            }
            case WAITING -> {}
        }
        return invocation;
    }

    private Exchange refuse(Invocation invocation, RookeryException why) {
        invocation.refuse(why);
        if (invocation.isEvent()) {
            refused.warn(
                    "Dropped an event for {}: {} ({} dropped so far)",
                    invocation.route(),
                    why.getMessage(),
                    dropped.incrementAndGet());
        } else if (why instanceof BusyException) {
            logBusy(invocation, why);
        }
        return invocation;
    }

    /** False if the message does not want its place any more. */
    private boolean startNow(Invocation invocation) {
        if (!invocation.bound().isNonBlocking()
                || options.orderBy() != null
                || invocation.inbound().orderKey() != null) {
            return startElsewhere(invocation);
        }
        if (!register(invocation)) {
            return false;
        }
        invocation.run();
        return true;
    }

    private boolean startElsewhere(Invocation invocation) {
        if (!register(invocation)) {
            return false;
        }
        try {
            var key = orderKey(invocation);
            if (key == null) {
                bursts.start(invocation);
            } else {
                lanes.add(key, invocation);
            }
        } catch (RuntimeException | Error error) { // a user's orderBy
            startThread(() -> invocation.fail(error));
        }
        return true;
    }

    private @Nullable Object orderKey(Invocation invocation) {
        var inbound = invocation.inbound();
        var orderBy = options.orderBy();
        return inbound.orderKey() != null || orderBy == null ? inbound.orderKey() : orderBy.apply(inbound.context());
    }

    /** Gives the message its place, unless it was cancelled while it waited, or the server has been drained. */
    private boolean register(Invocation invocation) {
        running.add(invocation);
        if (closing || !invocation.place()) {
            running.remove(invocation);
            invocation.refuse(new ServerClosingException("The service is shutting down"));
            return false;
        }
        return true;
    }

    // ---- for invocations ----

    void startThread(Runnable task) {
        HANDLER_THREADS.newThread(task).start();
    }

    Scheduler scheduler(Invocation invocation) {
        return Schedulers.fromExecutor(task -> startThread(
                () -> ScopedValue.where(CurrentMessage.SCOPE, invocation).run(task)));
    }

    ServerOptions options() {
        return options;
    }

    long timeoutNanos(Invocation invocation) {
        var own = invocation.bound().timeout();
        return own.isPresent() ? DeadlineSweeper.nanos(own.get()) : timeoutNanos;
    }

    void expect(long deadline) {
        sweeper.expect(deadline);
    }

    void left(Invocation invocation) {
        running.remove(invocation);
        admission.leave();
    }

    LogContext logContext(Invocation invocation) {
        if (!mdc) {
            return NO_LOG_CONTEXT;
        }
        MDC.put("rookery.pattern", invocation.route());
        MDC.put("rookery.transport", invocation.transport());
        return invocation.bound().isNonBlocking()
                ? Dispatcher::clearLogContext
                : NO_LOG_CONTEXT; // our threads end, or go on to the next message
    }

    private static void clearLogContext() {
        MDC.remove("rookery.pattern");
        MDC.remove("rookery.transport");
    }

    /** The log context of a handler's thread, until closed. */
    interface LogContext extends AutoCloseable {
        @Override
        void close();
    }

    /** Tells of an error that the caller is not told of. */
    void logFailure(Invocation invocation, Throwable error) {
        LOG.error("{} failed for {}", invocation.bound().definition().describe(), invocation.route(), error);
    }

    /** Tells of an error that the caller is told of, loudly if nobody expected it or nobody hears the answer. */
    void logFailure(Invocation invocation, Throwable error, ErrorMapping.Answer answer) {
        var handler = invocation.bound().definition();
        if (!answer.isExpected()) {
            LOG.error("{} failed for {}, error id {}", handler.describe(), invocation.route(), answer.id(), error);
        } else if (invocation.isEvent()) {
            LOG.warn(
                    "{} refused the event {}: {}",
                    handler.describe(),
                    invocation.route(),
                    error instanceof RpcException rpc ? rpc.error() : error.getMessage());
        } else if (error instanceof BusyException) {
            logBusy(invocation, error);
        } else if (LOG.isDebugEnabled()) {
            LOG.debug("{} answered {} with an error", handler.describe(), invocation.route(), error);
        }
    }

    private void logBusy(Invocation invocation, Throwable why) {
        busy.warn("Turned a request for {} away: {}", invocation.route(), why.getMessage());
    }

    void logTimeout(Invocation invocation, HandlerTimeoutException overdue) {
        LOG.warn(
                "{} was interrupted: {} (handlerTimeout, @HandlerTimeout and maxStreamAge set how long it may take)",
                invocation.bound().definition().describe(),
                overdue.getMessage());
    }

    private long sweep(long now) {
        var earliest = DeadlineSweeper.NEVER;
        for (var invocation : running) {
            earliest = Math.min(earliest, invocation.checkDeadline(now));
        }
        return earliest;
    }

    // ---- the end ----

    int inFlight() {
        return admission.inFlight();
    }

    /** How many messages are in flight or wait for a place. */
    int admitted() {
        return admission.inFlight() + admission.waiting();
    }

    /** How many messages are looked after; the same as those in flight, when nothing moves. */
    int running() {
        return running.size();
    }

    /** Waits for what is in flight, then interrupts what is left. New messages are turned away. */
    DrainReport drain(Duration limit) {
        return drain(limit, 0);
    }

    /** As above, where so many were in flight when the end of intake began, some of which may be done by now. */
    DrainReport drain(Duration limit, int before) {
        var began = DeadlineSweeper.now();
        var inFlight = Math.max(before, admitted());
        awaitIdle(limit);
        closing = true;
        admission.flush();
        var interrupted = new ArrayList<String>();
        for (var invocation : running) {
            if (!invocation.hasEnded()) {
                interrupted.add(invocation.route());
                invocation.abort(new ServerClosingException("The service stopped before the handler was done"));
            }
        }
        sweeper.close();
        return new DrainReport(inFlight, interrupted, Duration.ofNanos(DeadlineSweeper.now() - began));
    }

    private void awaitIdle(Duration limit) {
        var began = DeadlineSweeper.now();
        var longest = DeadlineSweeper.nanos(limit);
        while (admitted() > 0 && DeadlineSweeper.now() - began < longest) {
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
