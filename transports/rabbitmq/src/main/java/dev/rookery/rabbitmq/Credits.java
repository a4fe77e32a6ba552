package dev.rookery.rabbitmq;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.rabbitmq.client.AMQP;
import dev.rookery.error.CallerGoneException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * How callers of ours say how much of a stream they can take, since nothing between the two slows a service down: a client names itself as application on
 * its requests, a value of a stream then has a place for answers, and what the client sends there is how many more it can take, or that it has gone. Peers
 * of Nest see neither. A server keeps here who waits for such.
 */
final class Credits {
    /** What a client of ours calls itself on requests. */
    static final String APP_ID = "rookery";

    /** How many values a client can take before it says anything. */
    static final long FIRST = 16;

    private static final byte[] GONE = "0".getBytes(US_ASCII);
    private static final int MAX_DIGITS = 18;

    private final ConcurrentHashMap<String, ServerReply> streams = new ConcurrentHashMap<>();

    /** What says that a client can take so many more. */
    static byte[] more(long values) {
        return Long.toString(values).getBytes(US_ASCII);
    }

    /** What says that a client takes no more. */
    static byte[] gone() {
        return GONE.clone();
    }

    void add(String correlationId, ServerReply reply) {
        streams.put(correlationId, reply);
    }

    void remove(String correlationId, ServerReply reply) {
        streams.remove(correlationId, reply);
    }

    /** Where the values of those streams go that are not at their end. */
    Set<String> addresses() {
        return streams.values().stream().map(ServerReply::address).collect(Collectors.toSet());
    }

    /** There is nobody at an address any more. */
    void left(String address) {
        for (var reply : streams.values()) {
            if (reply.address().equals(address)) {
                reply.callerGone(new CallerGoneException("Nobody receives what goes to " + address + " any more"));
            }
        }
    }

    /** Something came from a client. */
    void arrived(AMQP.BasicProperties properties, byte[] body) {
        var correlationId = properties.getCorrelationId();
        var reply = correlationId == null ? null : streams.get(correlationId);
        var text = new String(body, US_ASCII);
        if (reply == null
                || text.length() > MAX_DIGITS
                || !text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return;
        }
        var values = text.isEmpty() ? 0 : Long.parseLong(text);
        if (values > 0) {
            reply.more(values);
        } else {
            reply.callerGone(new CallerGoneException("The caller takes no more of the stream"));
        }
    }

    /** The connection by which the values went is lost: nobody gets more of them. */
    void end(Throwable why) {
        streams.values().forEach(reply -> reply.callerGone(why));
        streams.clear();
    }
}
