package dev.rookery.redis;

import dev.rookery.codec.IncomingReply;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.RookeryException;
import dev.rookery.internal.Reasons;
import dev.rookery.transport.Correlation;
import dev.rookery.transport.PendingReply;
import io.lettuce.core.RedisCommandExecutionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One channel that replies come by, and who waits there. */
final class ReplyChannel {
    private final String name;
    private final Correlation correlation;
    private final CompletableFuture<Void> subscribed;
    private final Consumer<ReplyChannel> whenRefused;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long lastUse;
    // guarded by the lock
    private boolean idleEnded;

    ReplyChannel(
            String name,
            Correlation correlation,
            CompletionStage<Void> subscribed,
            Consumer<ReplyChannel> whenRefused) {
        this.name = name;
        this.correlation = correlation;
        this.subscribed = subscribed.toCompletableFuture();
        this.whenRefused = whenRefused;
    }

    String name() {
        return name;
    }

    Correlation correlation() {
        return correlation;
    }

    long lastUse() {
        return lastUse;
    }

    /** A refused subscription is an error for all who wait for it; the next one tries anew. */
    void watch() {
        Unawaited.then(subscribed, (_, error) -> {
            if (error != null) {
                whenRefused.accept(this);
                end(reason(error));
            }
        });
    }

    private RookeryException reason(Throwable error) {
        return error instanceof RedisCommandExecutionException
                ? new ConnectionRefusedException(
                        "Redis does not let this client subscribe to " + name + ", where replies come: "
                                + Reasons.of(error) + "; give its user access to the channel",
                        error)
                : new ConnectionLostException("The connection to Redis was lost", error);
    }

    /** Lets somebody wait; null if the channel was given up meanwhile. */
    @Nullable String open(PendingReply reply, long use) {
        lock.lock();
        try {
            if (idleEnded) {
                return null;
            }
            lastUse = use;
            return correlation.open(reply);
        } finally {
            lock.unlock();
        }
    }

    /** Does something when replies can come. */
    void whenSubscribed(Runnable task) {
        if (subscribed.isDone() && !subscribed.isCompletedExceptionally()) {
            task.run();
            return;
        }
        Unawaited.then(subscribed, (_, error) -> {
            if (error == null) {
                task.run();
            }
        });
    }

    void accept(IncomingReply reply) {
        var _ = correlation.accept(reply);
    }

    /** Gives the channel up, unless somebody waits. */
    boolean endIfIdle() {
        lock.lock();
        try {
            idleEnded = correlation.size() == 0;
            if (!idleEnded) {
                return false;
            }
        } finally {
            lock.unlock();
        }
        end(new IllegalStateException("The reply channel " + name + " was given up"));
        return true;
    }

    void end(Throwable why) {
        correlation.failAll(why);
    }
}
