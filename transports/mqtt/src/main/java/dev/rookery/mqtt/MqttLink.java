package dev.rookery.mqtt;

import dev.rookery.codec.PacketCodec;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.RookeryException;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.internal.Reasons;
import dev.rookery.internal.SparseLog;
import dev.rookery.transport.Call;
import dev.rookery.transport.Correlation;
import dev.rookery.transport.Link;
import dev.rookery.transport.Outbound;
import dev.rookery.transport.PendingReply;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** A client's connection to the broker, from its beginning to its end: who waits on it, and for which topics it has subscribed. */
final class MqttLink implements Link {
    private static final Logger LOG = LoggerFactory.getLogger(MqttLink.class);
    /** At which replies may come at least; whether they do is for the service to say. Not 2, which some brokers do not have. */
    private static final int MIN_REPLY_QOS = 1;

    /** By so many characters the ids of one correlation begin alike, and those of others otherwise. */
    private static final int PREFIX_LENGTH = 10;

    private final MqttOptions options;
    private final Connection connection;
    private final PacketCodec codec;
    private final Correlation correlation;
    private final ReplyTopics replyTopics;
    private final MqttProperties usualProperties;
    private final SparseLog unreadable = new SparseLog(LOG);
    private volatile boolean usable = true;
    private volatile @Nullable String ownPrefix;

    MqttLink(MqttOptions options, Connection connection, PacketCodec codec, Correlation correlation) {
        this.options = options;
        this.connection = connection;
        this.codec = codec;
        this.correlation = correlation;
        var driver = connection.driver();
        var replies = MqttSubscribeOptions.DEFAULT.withQos(
                Math.max(MIN_REPLY_QOS, options.subscribeOptions().qos()));
        this.replyTopics = new ReplyTopics(
                options.maxReplyTopics(), topic -> driver.subscribe(topic, replies), driver::unsubscribe);
        this.usualProperties = MqttProperties.builder()
                .userProperties(options.userProperties())
                .build();
    }

    @Override
    public boolean isUsable() {
        return usable;
    }

    ReplyTopics replyTopics() {
        return replyTopics;
    }

    // ---- what goes out ----

    @Override
    public Call request(Outbound request, PendingReply reply) {
        var topic = topic(request);
        var id = correlation.open(reply);
        ownPrefix = id.substring(0, PREFIX_LENGTH);
        Publication message;
        try {
            var packet = new ByteArrayOutputStream();
            codec.writeRequest(request, id, packet);
            message = publication(topic, packet, request);
        } catch (RuntimeException error) {
            correlation.withdraw(id);
            throw error;
        }
        var call = new OpenCall(id, topic);
        replyTopics.enter(topic + Topics.REPLY_SUFFIX, error -> {
            if (error == null) {
                call.send(message);
            } else {
                call.fail(notSubscribed(topic, error));
            }
        });
        return call;
    }

    private RookeryException notSubscribed(String topic, Throwable error) {
        return usable
                ? new ConnectionRefusedException(
                        "The MQTT broker refuses a subscription to " + topic + Topics.REPLY_SUFFIX
                                + ", where the reply of " + topic + " would come: allow it to this user ("
                                + Failures.text(error) + ")",
                        Reasons.unwrapped(error))
                : lostBefore(topic, error);
    }

    private static ConnectionLostException lostBefore(String topic, Throwable error) {
        return new ConnectionLostException(
                "The connection to the MQTT broker was lost before " + topic + " was sent: " + Failures.text(error),
                Reasons.unwrapped(error));
    }

    private static String topic(Outbound message) {
        var topic = message.pattern().route();
        Topics.checkPublishing(topic);
        return topic;
    }

    private Publication publication(String topic, ByteArrayOutputStream packet, Outbound message) {
        return Publication.of(
                topic,
                new Payload(packet.toByteArray()),
                message.record(),
                options.subscribeOptions().qos(),
                message.headers().isEmpty()
                        ? usualProperties
                        : MqttProperties.builder()
                                .userProperties(options.userProperties())
                                .userProperties(message.headers())
                                .build());
    }

    @Override
    public Mono<Void> emit(Outbound event) {
        var topic = topic(event);
        var packet = new ByteArrayOutputStream();
        codec.writeEvent(event, packet);
        return Mono.fromFuture(connection
                .publish(publication(topic, packet, event))
                .handle((sent, error) -> {
                    if (error != null) {
                        throw lostBefore(topic, error);
                    }
                    return sent;
                })
                .thenAccept(sent -> {}));
    }

    /** A request that is on its way, or waits for its reply. */
    private final class OpenCall implements Call {
        private final String id;
        private final String topic;

        OpenCall(String id, String topic) {
            this.id = id;
            this.topic = topic;
        }

        void send(Publication message) {
            if (!correlation.isWaiting(id)) {
                return; // it was given up before its reply could come
            }
            try {
                var _ = connection.publish(message).whenComplete((sent, error) -> {
                    if (error != null) {
                        fail(lostBefore(topic, error));
                    }
                });
            } catch (RookeryException notSent) {
                fail(notSent);
            }
        }

        void fail(Throwable why) {
            if (correlation.fail(id, why)) {
                replyTopics.leave(topic + Topics.REPLY_SUFFIX);
            }
        }

        @Override
        public void cancel() {
            if (correlation.withdraw(id)) {
                replyTopics.leave(topic + Topics.REPLY_SUFFIX);
            }
        }
    }

    // ---- what comes in ----

    void arrived(Arrival message) {
        var text = message.payload().bytes();
        try {
            var reply = codec.readReply(text, 0, text.length);
            if (correlation.accept(reply)) {
                if (reply.last()) {
                    replyTopics.leave(message.topic());
                }
            } else if (!reply.last() && isOwn(reply.id())) {
                sayFarewell(message);
            }
        } catch (UndecodableMessageException error) {
            unreadable.warn("Dropped what came to {}, which is no reply: {}", message.topic(), error.getMessage());
        }
    }

    /** Whether an id is one of ours: other clients get their replies by the same topics. */
    private boolean isOwn(@Nullable String id) {
        var own = ownPrefix;
        return id != null && own != null && id.startsWith(own);
    }

    /** Tells the service that nobody here takes its stream any more, where it said how. */
    private void sayFarewell(Arrival value) {
        var topic = value.properties().responseTopic();
        if (topic == null || !OpenStreams.isFarewell(topic)) {
            return;
        }
        try {
            var _ = connection.publish(OpenStreams.farewell(topic, value.properties()));
        } catch (RookeryException notSent) {
            LOG.debug("The service is not told that its stream was left: {}", notSent.getMessage());
        }
    }

    // ---- the end ----

    /** Fails all that is pending; nothing can be sent any more. */
    void end(RookeryException why) {
        usable = false;
        correlation.failAll(why);
    }
}
