package dev.rookery.client;

import dev.rookery.codec.IncomingReply;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RookeryException;
import dev.rookery.internal.DeadlineSweeper;
import dev.rookery.transport.Correlation;
import dev.rookery.transport.IntakeControl;
import dev.rookery.transport.PendingReply;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who waits on one connection, by id. */
final class Pendings implements Correlation {
    private static final Logger LOG = LoggerFactory.getLogger(Pendings.class);
    private static final int COUNTER_DIGITS = 10;
    private static final int PREFIX_DIGITS = 11;

    private final ClientCore core;
    private final @Nullable IntakeControl intake;
    private final String prefix =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()).substring(0, PREFIX_DIGITS);
    private final AtomicLong counter = new AtomicLong();
    private final ConcurrentHashMap<String, PendingReply> waiting = new ConcurrentHashMap<>();
    private final ReentrantLock saturation = new ReentrantLock();
    // guarded by the lock; below zero for a moment where a call was relieved before it was counted
    private int saturated;
    private volatile @Nullable Throwable failure;

    Pendings(ClientCore core, @Nullable IntakeControl intake) {
        this.core = core;
        this.intake = intake;
    }

    @Override
    public String open(PendingReply reply) {
        var id = prefix + HexFormat.of().toHexDigits(counter.incrementAndGet(), COUNTER_DIGITS);
        waiting.put(id, reply);
        var failed = failure;
        if (failed != null && waiting.remove(id) != null) {
            throw failed instanceof RookeryException known
                    ? known
                    : new ConnectionLostException("The connection was lost", failed);
        }
        if (reply instanceof PendingCall call) {
            call.correlated(this);
        }
        return id;
    }

    @Override
    public boolean accept(IncomingReply reply) {
        if (reply.id() == null) {
            return false;
        }
        var pending = reply.last() ? waiting.remove(reply.id()) : waiting.get(reply.id());
        if (pending == null) {
            LOG.debug("Dropped a reply that nobody waits for: {}", reply.id());
            return false;
        }
        deliver(reply, pending);
        return true;
    }

    private static void deliver(IncomingReply reply, PendingReply pending) {
        if (reply.noHandler()) {
            pending.error(new NoHandlerException("No handler of the service is bound to " + pending.pattern()
                    + ": check the pattern, and which service is called"));
        } else if (!reply.error().isAbsent()) {
            pending.error(new RemoteException(pending.pattern(), reply.error()));
        } else if (!reply.response().isAbsent()) {
            pending.next(reply.response(), reply.last());
        } else if (reply.last()) {
            pending.complete();
        }
    }

    @Override
    public boolean isWaiting(String id) {
        return waiting.containsKey(id);
    }

    @Override
    public boolean withdraw(String id) {
        return waiting.remove(id) != null;
    }

    @Override
    public void failAll(Throwable cause) {
        failure = cause;
        core.forget(this);
        for (var id : waiting.keySet()) {
            var pending = waiting.remove(id);
            if (pending != null) {
                failOne(pending, cause);
            }
        }
    }

    @Override
    public boolean fail(String id, Throwable cause) {
        var pending = waiting.remove(id);
        if (pending == null) {
            return false;
        }
        failOne(pending, cause);
        return true;
    }

    @Override
    public void failWhere(Predicate<? super PendingReply> which, Throwable cause) {
        waiting.forEach((id, pending) -> {
            if (which.test(pending)) {
                fail(id, cause);
            }
        });
    }

    private static void failOne(PendingReply pending, Throwable cause) {
        try {
            pending.error(cause);
        } catch (RuntimeException | Error error) {
            LOG.warn("A subscriber of {} failed while it was told of an error", pending.pattern(), error);
        }
    }

    @Override
    public int size() {
        return waiting.size();
    }

    long sweep(long now) {
        var earliest = DeadlineSweeper.NEVER;
        for (var pending : waiting.values()) {
            if (pending instanceof PendingCall call) {
                earliest = Math.min(earliest, call.checkDeadline(now));
            }
        }
        return earliest;
    }

    // ---- slow subscribers ----

    boolean canPause() {
        return intake != null;
    }

    void saturated() {
        countSaturated(1);
    }

    void relieved() {
        countSaturated(-1);
    }

    /** Under a lock, so that a pause and the resume that follows it reach the connection in this order. */
    private void countSaturated(int change) {
        if (intake == null) {
            return;
        }
        saturation.lock();
        try {
            var before = saturated;
            saturated += change;
            if (before == 0 && saturated == 1) {
                intake.pause();
            } else if (before == 1 && saturated == 0) {
                intake.resume();
            }
        } finally {
            saturation.unlock();
        }
    }
}
