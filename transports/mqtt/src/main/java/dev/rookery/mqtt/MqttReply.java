package dev.rookery.mqtt;

import dev.rookery.codec.ErrorBody;
import dev.rookery.error.BusyException;
import dev.rookery.error.CallerGoneException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.ReplySink;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Operators;

/**
 * Where the replies to one request go. A handler that streams is asked for as many values as the broker has taken of the earlier ones: at QoS 0 that
 * is what has left by the socket, at QoS 1 and 2 what the broker has acknowledged.
 */
final class MqttReply implements ReplySink {
    /** How many values may be on their way to the broker. */
    private static final long WINDOW = 64;

    private static final long NO_STREAM = 0;

    private final MqttServer server;
    private final String id;
    private final String topic;
    private @Nullable Exchange exchange;
    private long taken;
    private @Nullable Throwable gone;
    private long stream = NO_STREAM;

    MqttReply(MqttServer server, String id, String requestTopic) {
        this.server = server;
        this.id = id;
        this.topic = requestTopic + Topics.REPLY_SUFFIX;
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

    @Override
    public void next(@Nullable Object value, boolean last) {
        var packet = new ByteArrayOutputStream();
        server.runtime().codec().writeValue(id, value, last, packet);
        if (last) {
            end();
            send(packet, value, true, MqttProperties.NONE);
        } else {
            send(packet, value, false, mark());
        }
    }

    @Override
    public void error(Throwable cause, ErrorBody mapped) {
        var packet = new ByteArrayOutputStream();
        if (cause instanceof NoHandlerException) {
            server.runtime().codec().writeNoHandler(id, packet);
        } else {
            server.runtime().codec().writeError(id, mapped, packet);
        }
        end();
        send(packet, null, true, MqttProperties.NONE);
    }

    @Override
    public void complete() {
        var packet = new ByteArrayOutputStream();
        server.runtime().codec().writeEnd(id, packet);
        end();
        send(packet, null, true, MqttProperties.NONE);
    }

    /**
     * {@inheritDoc} Not surely: on MQTT 5 a client of ours says that it leaves, but not one whose process has died, and Nest's never do. At QoS 1 and 2
     * the broker says so only once nobody at all has subscribed to the topic, which all callers have in common.
     */
    @Override
    public boolean hearsOfDeparture() {
        return false;
    }

    private void send(ByteArrayOutputStream packet, @Nullable Object value, boolean last, MqttProperties mark) {
        var reply = Publication.of(
                topic,
                new Payload(packet.toByteArray()),
                value,
                server.options().subscribeOptions().qos(),
                mark);
        try {
            var _ = server.publish(reply).whenComplete((sent, error) -> {
                if (error != null) {
                    server.unsent(topic, error);
                    callerGone(new CallerGoneException("A reply to " + topic + " could not be sent"));
                } else if (sent == Driver.Sent.NOBODY_SUBSCRIBED) {
                    callerGone(new CallerGoneException("Nobody listens to " + topic + " any more"));
                } else if (!last) {
                    moreWanted();
                }
            });
        } catch (BusyException busy) {
            server.unsent(topic, busy);
            callerGone(busy);
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

    /** Nobody takes the replies any more: the handler need not make them. */
    void callerGone(Throwable why) {
        Exchange left;
        synchronized (this) {
            left = exchange;
            gone = why;
        }
        if (left != null) {
            left.cancel(why);
        }
        end();
    }

    /** What a value that more will follow carries, beside what its record says. */
    private MqttProperties mark() {
        synchronized (this) {
            if (stream == NO_STREAM) {
                stream = server.streams().add(this);
            }
        }
        return server.options().version() == MqttVersion.V5 ? server.streams().mark(stream) : MqttProperties.NONE;
    }

    private synchronized void end() {
        if (stream != NO_STREAM) {
            server.streams().remove(stream);
        }
    }
}
