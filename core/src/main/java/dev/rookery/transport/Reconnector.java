package dev.rookery.transport;

import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.RookeryException;
import dev.rookery.internal.Reasons;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that there is a connection. The first one is made when somebody asks; one that is lost is made again in the background, after growing waits,
 * and at once when somebody asks. For transports whose drivers are told not to do that by themselves. Safe for use by several threads; nothing blocks.
 *
 * @param <L> the transport's own connection
 */
public final class Reconnector<L> {
    private final Connecting<L> connecting;
    private final Backoff backoff;
    private final ConnectionLog log;
    private final String place;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable L current;
    // guarded by the lock
    private @Nullable CompletableFuture<L> attempt;
    private @Nullable RookeryException closed;
    private boolean wasConnected;
    private boolean scheduled;
    private int failures;

    /**
     * Makes one that is not connected.
     *
     * @param place what is connected to, for people, as in {@code Redis at localhost:6379}
     * @param backoff the waits before connecting again
     * @param log told when the connection goes and comes back
     * @param connecting what the transport does
     */
    public Reconnector(String place, Backoff backoff, ConnectionLog log, Connecting<L> connecting) {
        this.place = place;
        this.backoff = backoff;
        this.log = log;
        this.connecting = connecting;
    }

    /**
     * What a transport does, and what it is told. None of these blocks.
     *
     * @param <L> the transport's own connection
     */
    public interface Connecting<L> {
        /**
         * Begins to make a connection, and to ready it for use. Called for one attempt at a time.
         *
         * @param again whether there was one before
         * @return completes with a connection that is of use, or fails, best with what callers are to be told
         */
        CompletionStage<L> open(boolean again);

        /**
         * Whether a connection is still there.
         *
         * @param link what {@link #open} made
         * @return false if it has ended
         */
        boolean isOpen(L link);

        /**
         * Closes a connection that is of no use: it came after the close, or it had ended before it could be used.
         *
         * @param link what {@link #open} made
         */
        void discard(L link);

        /**
         * There is a connection. Called before anybody else gets it.
         *
         * @param link the connection
         */
        void up(L link);

        /**
         * An attempt has failed.
         *
         * @param why what whoever waits for it is told
         */
        void failed(RookeryException why);

        /**
         * The connection is lost.
         *
         * @param link the connection
         * @param why the reason
         * @param closed whether that is meant to be, so that none follows
         */
        void down(L link, ConnectionLostException why, boolean closed);

        /**
         * Another attempt will be made.
         *
         * @param wait in how long
         * @param attempt what is to be run then; nothing, if the transport has ended
         */
        void later(Duration wait, Runnable attempt);
    }

    /**
     * Connects, unless there is a connection; whoever asks meanwhile gets the same attempt.
     *
     * @return completes with the connection; fails as soon as the attempt has
     */
    public CompletableFuture<L> connect() {
        CompletableFuture<L> begun;
        boolean again;
        lock.lock();
        try {
            var present = current;
            if (closed != null) {
                return CompletableFuture.failedFuture(closed);
            }
            if (present != null) {
                return CompletableFuture.completedFuture(present);
            }
            if (attempt != null) {
                return attempt;
            }
            begun = new CompletableFuture<>();
            attempt = begun;
            again = wasConnected;
        } finally {
            lock.unlock();
        }
        open(begun, again);
        return begun;
    }

    private void open(CompletableFuture<L> begun, boolean again) {
        CompletionStage<L> opening;
        try {
            opening = connecting.open(again);
        } catch (RuntimeException | Error error) {
            failed(begun, error);
            return;
        }
        var _ = opening.whenComplete((link, error) -> {
            if (link == null) {
                failed(begun, error);
            } else {
                made(begun, link);
            }
        });
    }

    private void made(CompletableFuture<L> begun, L link) {
        if (!connecting.isOpen(link)) { // and nobody told us, since it was not ours yet
            connecting.discard(link);
            failed(begun, new ConnectionLostException("The connection to " + place + " ended at once"));
            return;
        }
        RookeryException tooLate;
        try {
            tooLate = announced(link);
        } catch (RuntimeException | Error error) { // of a listener, too
            connecting.discard(link);
            failed(begun, error);
            return;
        }
        if (tooLate != null) {
            connecting.discard(link);
            begun.completeExceptionally(tooLate);
            return;
        }
        log.back(place);
        begun.complete(link);
        if (!connecting.isOpen(link)) {
            lost(link, new ConnectionLostException("The connection to " + place + " was lost at once"));
        }
    }

    /** Tells of a connection, and keeps it. Whoever is told may send at once, and then waits for this attempt, which goes on until then. */
    private @Nullable RookeryException announced(L link) {
        var tooLate = whyClosed();
        if (tooLate != null) {
            return tooLate;
        }
        connecting.up(link);
        lock.lock();
        try {
            tooLate = closed;
            if (tooLate == null) {
                attempt = null;
                failures = 0;
                wasConnected = true;
                current = link;
            }
        } finally {
            lock.unlock();
        }
        if (tooLate != null) {
            connecting.down(
                    link, new ConnectionLostException("The connection to " + place + " was closed", tooLate), true);
        }
        return tooLate;
    }

    private @Nullable RookeryException whyClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void failed(CompletableFuture<L> begun, @Nullable Throwable error) {
        RookeryException why;
        boolean again;
        lock.lock();
        try {
            why = closed == null ? refusal(error) : closed;
            attempt = null;
            failures++;
            again = wasConnected && closed == null;
        } finally {
            lock.unlock();
        }
        connecting.failed(why);
        begun.completeExceptionally(why);
        if (again) {
            log.stillAway(why);
            connectAgainLater();
        }
    }

    private RookeryException refusal(@Nullable Throwable error) {
        var reason = error == null ? new IllegalStateException("no reason") : Reasons.unwrapped(error);
        if (reason instanceof RookeryException known) {
            return known;
        }
        return new ConnectionRefusedException("Cannot connect to " + place + ": " + reason.getMessage(), reason);
    }

    /**
     * A connection has ended, whoever wanted that; it is made again, unless this was closed. Counts once for each, and not for one that was not made.
     *
     * @param link the connection
     * @param why what whoever used it is told
     */
    @SuppressWarnings("ReferenceEquality") // the one that is lost, and no other that looks like it
    public void lost(L link, ConnectionLostException why) {
        boolean wanted;
        lock.lock();
        try {
            if (current != link) {
                return;
            }
            current = null;
            failures = 1;
            wanted = closed != null;
        } finally {
            lock.unlock();
        }
        if (!wanted) {
            log.lost(why);
        }
        try {
            connecting.down(link, why, wanted); // which stops streams, and so runs code of users
        } finally {
            connectAgainLater();
        }
    }

    private void connectAgainLater() {
        Duration wait;
        lock.lock();
        try {
            if (closed != null || scheduled || current != null || attempt != null) {
                return;
            }
            scheduled = true;
            wait = backoff.delay(Math.max(1, failures));
        } finally {
            lock.unlock();
        }
        connecting.later(wait, this::connectAgain);
    }

    private void connectAgain() {
        lock.lock();
        try {
            scheduled = false;
        } finally {
            lock.unlock();
        }
        var _ = connect();
    }

    /**
     * The connection, if there is one.
     *
     * @return the connection
     */
    public Optional<L> current() {
        return Optional.ofNullable(current);
    }

    /**
     * Makes no more connections. One that there is stays until its transport ends it and says so by {@link #lost}.
     *
     * @param why what whoever waits for a connection, and whoever asks later, is told
     * @return the connection that is to be closed, if there is one
     */
    public Optional<L> close(RookeryException why) {
        CompletableFuture<L> pending;
        lock.lock();
        try {
            closed = why;
            pending = attempt;
        } finally {
            lock.unlock();
        }
        if (pending != null) {
            pending.completeExceptionally(why);
        }
        return current();
    }
}
