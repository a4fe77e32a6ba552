package dev.rookery.transport;

import dev.rookery.error.BusyException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.RookeryException;
import dev.rookery.internal.Reasons;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Operators;

/**
 * The one connection of a client, made when it is first needed. Messages wait while it is made, within a bound, and leave in their order; if it
 * cannot be made, they fail, and the next one tries anew. For clients of brokers. Safe for use by several threads; nothing blocks.
 *
 * @param <L> the transport's own connection
 */
public final class LinkOnDemand<L extends Link> {
    private static final Logger LOG = LoggerFactory.getLogger(LinkOnDemand.class);

    private final int maxWaiting;
    private final Supplier<CompletableFuture<L>> connector;
    private final ReentrantLock lock = new ReentrantLock();
    // guarded by the lock
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private @Nullable CompletableFuture<L> attempt;
    private @Nullable RookeryException closed;
    private volatile @Nullable L link;

    /**
     * Makes one that is not connected.
     *
     * @param maxWaiting how many messages may wait while the connection is made
     * @param connector begins to make a connection, off the calling thread; called for one attempt at a time
     */
    public LinkOnDemand(int maxWaiting, Supplier<CompletableFuture<L>> connector) {
        this.maxWaiting = maxWaiting;
        this.connector = connector;
    }

    /** A message that waits for the connection. */
    private sealed interface Waiting {
        void sendOn(Link connected);

        void fail(Throwable why);
    }

    /**
     * Connects, unless it is connected.
     *
     * @return completes when messages can be sent; fails with what the connector failed with
     */
    public Mono<Void> connect() {
        return Mono.defer(() -> current().isPresent()
                ? Mono.empty()
                : Mono.fromFuture(begin(null), true).then());
    }

    /**
     * The connection that there is.
     *
     * @return the connection, if messages can be sent on it
     */
    public Optional<L> current() {
        var present = link;
        return present != null && present.isUsable() ? Optional.of(present) : Optional.empty();
    }

    /**
     * Sends a request, now or when there is a connection.
     *
     * @param request what is asked
     * @param reply where the replies go, or the error if it cannot be sent
     * @return the call
     * @throws RookeryException if it cannot be sent, or too many wait already
     */
    public Call request(Outbound request, PendingReply reply) {
        var present = link;
        if (present != null && present.isUsable()) {
            return present.request(request, reply);
        }
        var message = new WaitingRequest(request, reply);
        var _ = begin(message);
        return message;
    }

    /**
     * Sends an event, now or when there is a connection.
     *
     * @param event what happened
     * @return completes when the driver has taken it; sent anew with each subscription
     */
    public Mono<Void> emit(Outbound event) {
        return Mono.defer(() -> {
            var present = link;
            return present != null && present.isUsable()
                    ? present.emit(event)
                    : Mono.create(taken -> {
                        var _ = begin(new WaitingEvent(event, taken));
                    });
        });
    }

    /** Sends a message if there is a connection by now; else lets it wait for the attempt that is made, or for one that this begins. */
    private CompletableFuture<L> begin(@Nullable Waiting message) {
        CompletableFuture<L> begun = null;
        Optional<L> present;
        lock.lock();
        try {
            if (closed != null) {
                throw closed;
            }
            present = current();
            if (present.isEmpty()) {
                if (message != null) {
                    hold(message);
                }
                if (attempt != null) {
                    return attempt;
                }
                begun = new CompletableFuture<>();
                attempt = begun;
            }
        } finally {
            lock.unlock();
        }
        if (begun == null) {
            var made = present.orElseThrow();
            if (message != null) {
                message.sendOn(made);
            }
            return CompletableFuture.completedFuture(made);
        }
        open(begun);
        return begun;
    }

    private void open(CompletableFuture<L> begun) {
        try {
            var _ = connector.get().whenComplete((made, error) -> attempted(begun, made, error));
        } catch (RuntimeException | Error error) {
            attempted(begun, null, error);
        }
    }

    private void hold(Waiting message) {
        if (waiting.size() >= maxWaiting) {
            throw new BusyException(waiting.size()
                    + " messages wait for a connection already: send less at a time, or raise maxWaitingMessages");
        }
        waiting.add(message);
    }

    private void attempted(CompletableFuture<L> begun, @Nullable L made, @Nullable Throwable error) {
        if (made == null) {
            fail(
                    begun,
                    error == null ? new ConnectionLostException("There is no connection") : Reasons.unwrapped(error));
            return;
        }
        // What has waited leaves before anything that comes later, which sees no link until then.
        for (var next = nextOrOpen(made); next != null; next = nextOrOpen(made)) {
            var leaving = next;
            tell(() -> leaving.sendOn(made));
        }
        begun.complete(made);
    }

    private @Nullable Waiting nextOrOpen(L made) {
        lock.lock();
        try {
            var next = waiting.poll();
            if (next == null) {
                link = closed == null ? made : null;
                attempt = null;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void fail(CompletableFuture<L> begun, Throwable why) {
        ArrayDeque<Waiting> failing;
        lock.lock();
        try {
            failing = new ArrayDeque<>(waiting);
            waiting.clear();
            attempt = null;
        } finally {
            lock.unlock();
        }
        failAll(failing, why);
        begun.completeExceptionally(why);
    }

    private static void failAll(Iterable<Waiting> failing, Throwable why) {
        for (var message : failing) {
            tell(() -> message.fail(why));
        }
    }

    /** A subscriber's own code may run, and whatever it throws, the others are told too. */
    private static void tell(Runnable one) {
        try {
            one.run();
        } catch (Throwable error) {
            LOG.warn("Whoever waited for a connection failed when it was told", error);
        }
    }

    /**
     * Fails what waits and lets nothing in any more.
     *
     * @param why what whoever waits, and whoever comes later, is told
     * @return completes with the connection that is to be closed, if there is one or one is still being made
     */
    public CompletableFuture<Optional<L>> close(RookeryException why) {
        ArrayDeque<Waiting> failing;
        CompletableFuture<L> begun;
        L present;
        lock.lock();
        try {
            closed = why;
            present = link;
            link = null;
            failing = new ArrayDeque<>(waiting);
            waiting.clear();
            begun = attempt;
        } finally {
            lock.unlock();
        }
        failAll(failing, why);
        return begun == null
                ? CompletableFuture.completedFuture(Optional.ofNullable(present))
                : begun.handle((made, error) -> Optional.ofNullable(made));
    }

    /** A request; as a call, it is the one that it becomes. */
    private static final class WaitingRequest implements Waiting, Call {
        private final Outbound request;
        private final PendingReply reply;
        private @Nullable Call sent;
        private long wanted;
        private boolean cancelled;

        WaitingRequest(Outbound request, PendingReply reply) {
            this.request = request;
            this.reply = reply;
        }

        @Override
        public void sendOn(Link connected) {
            synchronized (this) {
                if (cancelled) {
                    return;
                }
            }
            try {
                begun(connected.request(request, reply));
            } catch (Throwable error) {
                reply.error(error);
            }
        }

        private void begun(Call call) {
            boolean gone;
            long asked;
            synchronized (this) {
                sent = call;
                gone = cancelled;
                asked = wanted;
            }
            if (gone) {
                call.cancel();
            } else if (asked > 0) {
                call.request(asked);
            }
        }

        @Override
        public void fail(Throwable why) {
            synchronized (this) {
                if (cancelled) {
                    return;
                }
            }
            reply.error(why);
        }

        @Override
        public void request(long replies) {
            Call call;
            synchronized (this) {
                call = sent;
                if (call == null) {
                    wanted = Operators.addCap(wanted, replies);
                }
            }
            if (call != null) {
                call.request(replies);
            }
        }

        @Override
        public void cancel() {
            Call call;
            synchronized (this) {
                cancelled = true;
                call = sent;
            }
            if (call != null) {
                call.cancel();
            }
        }
    }

    /** An event. */
    private record WaitingEvent(Outbound event, MonoSink<Void> taken) implements Waiting {
        @Override
        public void sendOn(Link connected) {
            Mono<Void> sent;
            try {
                sent = connected.emit(event);
            } catch (Throwable error) {
                sent = Mono.error(error);
            }
            sent.subscribe(nothing -> {}, taken::error, taken::success);
        }

        @Override
        public void fail(Throwable why) {
            taken.error(why);
        }
    }
}
