package dev.rookery.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rookery.codec.ErrorBody;
import dev.rookery.error.CallerGoneException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RookeryException;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.ReplySink;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Operators;

/**
 * Where the replies to one request go. A handler that streams is asked for as many values as the brokers have taken of the earlier ones. An error
 * after which the request is to be tried again is not sent.
 */
final class ServerReply implements ReplySink {
    /** How many values may be on their way to the brokers. */
    private static final long WINDOW = 64;

    /** How long a value waits for the end, which then goes with it: a client of Nest takes an end of its own for a null. */
    private static final Duration END_COMES_AT_ONCE = Duration.ofMillis(2);

    private static final String NO_HANDLER = "There is no matching message handler defined in the remote service.";
    private static final byte[] DISPOSED = {0};

    private final Publisher publisher;
    private final Payloads payloads;
    private final Outgoing outgoing;
    private final PacketHooks hooks;
    private final ConsumerRecord<byte[], byte[]> request;
    private final String topic;
    private final @Nullable Integer partition;
    private final boolean mayRetry;
    private final CompletableFuture<Void> sent = new CompletableFuture<>();
    private final ReentrantLock sending = new ReentrantLock();
    // guarded by the lock for sending
    private @Nullable Held held;
    private boolean flushing;
    private boolean any;
    private boolean retry;
    // guarded by this
    private @Nullable Exchange exchange;
    private long taken;
    private @Nullable Throwable gone;

    ServerReply(
            Publisher publisher,
            Outgoing outgoing,
            PacketHooks hooks,
            ConsumerRecord<byte[], byte[]> request,
            boolean mayRetry) {
        this.publisher = publisher;
        this.outgoing = outgoing;
        this.payloads = hooks.payloads();
        this.hooks = hooks;
        this.request = request;
        this.topic = String.valueOf(HeaderText.text(request.headers(), KafkaHeaders.REPLY_TOPIC));
        this.partition = number(HeaderText.text(request.headers(), KafkaHeaders.REPLY_PARTITION));
        this.mayRetry = mayRetry;
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text == null || !text.matches("\\d{1,9}") ? null : Integer.valueOf(text);
    }

    /** Whether the request is to be handled again, and nothing was answered. */
    boolean wantsRetry() {
        return retry;
    }

    /** Completes when the brokers have taken the last reply, or none can be sent. */
    CompletableFuture<Void> sent() {
        return sent;
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
    }

    /** A value that may turn out to be the last one. */
    private record Held(Runnable send, Runnable sendAsLast) {}

    @Override
    public void next(@Nullable Object value, boolean last) {
        var headers = headers(value);
        var written = hooks.writeValue(topic, id(), value, last, headers);
        if (written == null) {
            Payloads.markNull(headers);
        }
        sending.lock();
        try {
            sendHeld();
            if (last) {
                send(written, headers, value, true);
                return;
            }
            any = true;
            held = new Held(() -> send(written, headers, value, false), () -> send(written, headers, value, true));
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
            waiting.send().run();
        }
    }

    /** Sends a value behind which nothing came for a moment. */
    private void flush() {
        Held seen = null;
        while (true) {
            LockSupport.parkNanos(END_COMES_AT_ONCE.toNanos());
            sending.lock();
            try {
                var waiting = held;
                if (waiting == null || waiting.equals(seen)) {
                    sendHeld();
                    flushing = false;
                    return;
                }
                seen = waiting;
            } finally {
                sending.unlock();
            }
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
            sendHeld();
            sendError(cause, mapped);
        } finally {
            sending.unlock();
        }
    }

    private void sendError(Throwable cause, ErrorBody mapped) {
        var headers = headers(null);
        if (cause instanceof NoHandlerException) {
            headers.add(KafkaHeaders.NEST_ERR, NO_HANDLER.getBytes(US_ASCII));
            send(null, headers, null, true, false);
            return;
        }
        var written = hooks.writeError(id(), mapped, headers);
        var error = mapped.wireValue();
        headers.add(
                KafkaHeaders.NEST_ERR,
                error instanceof CharSequence text ? text.toString().getBytes(UTF_8) : payloads.plainJson(error));
        send(written, headers, null, true);
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
                waiting.sendAsLast().run();
                return;
            }
            var headers = headers(null);
            send(hooks.writeEnd(id(), headers), headers, null, true);
        } finally {
            sending.unlock();
        }
    }

    private String id() {
        return String.valueOf(HeaderText.text(request.headers(), KafkaHeaders.CORRELATION_ID));
    }

    private Headers headers(@Nullable Object value) {
        var headers = Outgoing.headers(Map.of(), Outgoing.headersOf(value), value);
        headers.remove(KafkaHeaders.CORRELATION_ID);
        headers.add(request.headers().lastHeader(KafkaHeaders.CORRELATION_ID));
        return headers;
    }

    private void send(byte @Nullable [] value, Headers headers, @Nullable Object given, boolean last) {
        send(value, headers, given, last, last);
    }

    private void send(
            byte @Nullable [] value, Headers headers, @Nullable Object given, boolean last, boolean disposed) {
        any = true;
        if (disposed) {
            headers.add(KafkaHeaders.NEST_IS_DISPOSED, DISPOSED);
        }
        try {
            var _ = publisher
                    .send(outgoing.record(topic, partition, value, headers, given))
                    .whenComplete((where, error) -> {
                        if (error != null) {
                            callerGone(new CallerGoneException("A reply to " + topic + " could not be sent: " + error));
                        } else if (!last) {
                            moreWanted();
                        }
                        if (last || error != null) {
                            sent.complete(null);
                        }
                    });
        } catch (RookeryException unsent) {
            callerGone(unsent);
            sent.complete(null);
        }
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
