package dev.rookery.kafka;

import dev.rookery.codec.ErrorBody;
import dev.rookery.error.CallerGoneException;
import dev.rookery.internal.SparseLog;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.ReplySink;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Operators;

/**
 * Where the replies to one request go. A handler that streams is asked for as many values as the brokers have taken of the earlier ones. An error
 * after which the request is to be tried again is not sent. What cannot be sent at once is thrown, so that core sends a small error in its place; where
 * the brokers refuse a reply later, that is done here.
 */
final class ServerReply implements ReplySink {
    /** How many values may be on their way to the brokers. */
    private static final long WINDOW = 64;

    /** How long a value waits for the end, which then goes with it: a client of Nest takes an end of its own for a null. */
    private static final Duration END_COMES_AT_ONCE = Duration.ofMillis(2);

    /** An error of so many bytes goes out however much waits: there is one at most for each request that is handled. */
    private static final int SMALL_ERROR = 4_096;

    private static final ErrorBody INTERNAL = ErrorBody.message("Internal server error");

    /** What the replies of a server have in common. */
    record Replying(Publisher publisher, Outgoing outgoing, PacketHooks hooks, SparseLog unsent) {
        Replying(Publisher publisher, Outgoing outgoing, PacketHooks hooks) {
            this(publisher, outgoing, hooks, new SparseLog(LoggerFactory.getLogger(ServerReply.class)));
        }
    }

    private final Replying replying;
    private final ReplyMessages messages;
    private final boolean mayRetry;
    private final CompletableFuture<Void> sent = new CompletableFuture<>();
    private final CompletableFuture<Void> streams = new CompletableFuture<>();
    private final ReentrantLock sending = new ReentrantLock();
    // guarded by the lock for sending
    private @Nullable Held held;
    private boolean flushing;
    private boolean any;
    private boolean retry;
    private boolean over;
    private boolean replaced;
    // guarded by this
    private @Nullable Exchange exchange;
    private long taken;
    private @Nullable Throwable gone;

    ServerReply(Replying replying, ConsumerRecord<byte[], byte[]> request, boolean mayRetry) {
        this.replying = replying;
        this.messages = new ReplyMessages(replying.outgoing(), replying.hooks(), request);
        this.mayRetry = mayRetry;
    }

    /** Whether the request is to be handled again, and nothing was answered. */
    boolean wantsRetry() {
        return retry;
    }

    /** Completes when the brokers have taken the last reply, or the first of several, or none can be sent. */
    CompletableFuture<Void> sent() {
        return sent;
    }

    /** Completes when the brokers have taken a first value that others may follow: the request cannot be tried again any more. */
    CompletableFuture<Void> streams() {
        return streams;
    }

    /** The handler is known; some of its values may have been sent already. */
    void began(Exchange started) {
        long wanted;
        Throwable ended;
        synchronized (this) {
            exchange = started;
            wanted = WINDOW + taken;
            ended = gone;
        }
        if (ended != null) {
            started.cancel(ended);
        } else {
            started.request(wanted);
        }
        var _ = started.outcome().thenRun(this::ended);
    }

    /** The exchange is over: what has not been sent by now never will be. */
    private void ended() {
        sending.lock();
        try {
            if (!over) {
                sent.complete(null);
            }
        } finally {
            sending.unlock();
        }
    }

    /** A value that may turn out to be the last one. */
    private static final class Held {
        private final ProducerRecord<byte[], byte[]> message;

        Held(ProducerRecord<byte[], byte[]> message) {
            this.message = message;
        }
    }

    @Override
    public void next(@Nullable Object value, boolean last) {
        var message = messages.value(value, last);
        sending.lock();
        try {
            sendHeld();
            if (last) {
                send(message, true, false);
                return;
            }
            any = true;
            held = new Held(message);
            if (!flushing) {
                flushing = true;
                Thread.ofVirtual().name("rookery-kafka-flush").start(this::flush);
            }
        } finally {
            sending.unlock();
        }
    }

    private void sendHeld() {
        var waiting = held;
        held = null;
        if (waiting != null) {
            send(waiting.message, false, false);
        }
    }

    /** Sends a value behind which nothing came for a moment. */
    private void flush() {
        try {
            for (var seen = flush(null); seen != null; ) {
                seen = flush(seen);
            }
        } catch (RuntimeException | Error error) {
            unsent(error);
        }
    }

    /** The value that waits now, which had not been seen before; null if none has come. */
    private @Nullable Held flush(@Nullable Held seen) {
        LockSupport.parkNanos(END_COMES_AT_ONCE.toNanos());
        sending.lock();
        try {
            var waiting = held;
            if (waiting == null || waiting.equals(seen)) {
                flushing = false;
                sendHeld();
                return null;
            }
            return waiting;
        } finally {
            sending.unlock();
        }
    }

    @Override
    public void error(Throwable cause, ErrorBody mapped) {
        if (cause instanceof KafkaRetriableException && mayRetry && !any) {
            retry = true;
            sent.complete(null);
            return;
        }
        sending.lock();
        try {
            sendHeldBeforeError();
            var message = messages.error(cause, mapped);
            send(message, true, ReplyMessages.errorBytes(message) <= SMALL_ERROR);
        } finally {
            sending.unlock();
        }
    }

    /** The error ends the stream, whether its last value could be sent or not. */
    private void sendHeldBeforeError() {
        try {
            sendHeld();
        } catch (RuntimeException unsent) {
            warn(unsent);
        }
    }

    /** What has not come to a handler is answered too. */
    void refuse(Throwable cause) {
        try {
            error(cause, INTERNAL);
        } catch (RuntimeException | Error unsent) {
            warn(unsent);
        }
        ended();
    }

    /** Nothing tells who reads the topic of a reply. */
    @Override
    public boolean hearsOfDeparture() {
        return false;
    }

    @Override
    public void complete() {
        sending.lock();
        try {
            var waiting = held;
            held = null;
            if (waiting != null) {
                send(ReplyMessages.last(waiting.message), true, false);
                return;
            }
            send(messages.end(), true, true);
        } finally {
            sending.unlock();
        }
    }

    /** Sends a reply, however much waits if {@code anyway}. What cannot be sent at once is thrown. */
    private void send(ProducerRecord<byte[], byte[]> message, boolean last, boolean anyway) {
        any = true;
        if (over) {
            return; // an error has gone in its place
        }
        var publisher = replying.publisher();
        var onItsWay = anyway ? publisher.sendAnyway(message) : publisher.send(message);
        if (onItsWay.isCompletedExceptionally()) {
            throw Publisher.unsent(message.topic(), onItsWay.exceptionNow());
        }
        over = last;
        var _ = onItsWay.whenComplete((where, error) -> {
            if (error != null) { // on a thread of the driver's, which has locks of its own
                Thread.ofVirtual().name("rookery-kafka-unsent").start(() -> unsent(error));
            } else if (last) {
                sent.complete(null);
            } else {
                sent.complete(null);
                streams.complete(null);
                moreWanted();
            }
        });
    }

    /** A reply was refused after all: the handler need not make further ones, and the caller gets an error in their place. */
    private void unsent(Throwable why) {
        warn(why);
        sending.lock();
        try {
            held = null;
            over = true;
            if (!replaced) {
                replaced = true;
                replace(why);
            }
        } finally {
            sending.unlock();
        }
        callerGone(
                new CallerGoneException("A reply to " + messages.topic() + " could not be sent: " + why.getMessage()));
    }

    private void replace(Throwable why) {
        try {
            var _ = replying.publisher()
                    .sendAnyway(messages.error(why, INTERNAL))
                    .whenComplete((where, error) -> {
                        if (error != null) {
                            warn(error);
                        }
                        sent.complete(null);
                    });
        } catch (RuntimeException | Error again) {
            warn(again);
            sent.complete(null);
        }
    }

    private void warn(Throwable why) {
        replying.unsent().warn("A reply to {} could not be sent: {}", messages.topic(), why.getMessage());
    }

    private void moreWanted() {
        Exchange asked;
        synchronized (this) {
            asked = exchange;
            if (asked == null) {
                taken = Operators.addCap(taken, 1);
            }
        }
        if (asked != null) {
            asked.request(1);
        }
    }

    /** No reply can be sent any more: the handler need not make them. */
    private void callerGone(Throwable why) {
        Exchange left;
        synchronized (this) {
            left = exchange;
            gone = why;
        }
        if (left != null) {
            left.cancel(why);
        }
    }
}
