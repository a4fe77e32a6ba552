package dev.rookery.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperties;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperty;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectRestrictions;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PayloadFormatIndicator;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.pubrec.Mqtt5PubRecReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import com.hivemq.client.mqtt.mqtt5.message.unsubscribe.Mqtt5Unsubscribe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** The driver's MQTT 5. */
final class Mqtt5Driver implements Driver {
    private final DriverSettings settings;
    private final Mqtt5AsyncClient client;

    Mqtt5Driver(DriverSettings settings, DriverCustomizers customizers) {
        this.settings = settings;
        var builder = settings.apply(Mqtt5Client.builder())
                .simpleAuth(authentication())
                .willPublish(will());
        this.client = customizers.mqtt5().apply(builder).buildAsync();
    }

    private @Nullable Mqtt5SimpleAuth authentication() {
        var name = settings.options().username();
        var password = settings.password();
        if (password == null) {
            return name == null
                    ? null
                    : Mqtt5SimpleAuth.builder().username(name).build();
        }
        var secret = Mqtt5SimpleAuth.builder().password(password);
        return name == null ? secret.build() : secret.username(name).build();
    }

    private @Nullable Mqtt5Publish will() {
        var will = settings.options().will();
        return will == null
                ? null
                : Mqtt5Publish.builder()
                        .topic(will.topic())
                        .payload(will.payload().getBytes(StandardCharsets.UTF_8))
                        .qos(Levels.of(will.qos()))
                        .retain(will.retain())
                        .asWill()
                        .delayInterval(will.delay().toSeconds())
                        .build();
    }

    @Override
    public CompletableFuture<Boolean> connect(boolean again) {
        var options = settings.options();
        var session = options.session();
        return client.connect(Mqtt5Connect.builder()
                        .cleanStart(again ? !session.isKept() : session.cleanStart())
                        .sessionExpiryInterval(session.expiry().toSeconds())
                        .keepAlive((int) session.keepAlive().toSeconds())
                        .restrictions(Mqtt5ConnectRestrictions.builder()
                                .receiveMaximum(session.receiveMaximum())
                                .maximumPacketSize(options.maxPacketBytes())
                                .build())
                        .build())
                .thenApply(Mqtt5ConnAck::isSessionPresent);
    }

    @Override
    public Disposable hear(boolean settled, Consumer<Arrival> listener) {
        var hearing = new Hearing<Mqtt5Publish>(publish -> listener.accept(arrival(publish)));
        client.toRx().publishes(MqttGlobalPublishFilter.ALL, settled).subscribe(hearing);
        return hearing;
    }

    private static Arrival arrival(Mqtt5Publish publish) {
        return new Arrival(
                publish.getTopic().toString(),
                new Payload(publish.getPayloadAsBytes()),
                publish.getQos().getCode(),
                publish.isRetain(),
                properties(publish),
                publish::acknowledge,
                publish);
    }

    private static MqttProperties properties(Mqtt5Publish publish) {
        var given = publish.getUserProperties().asList();
        var contentType = publish.getContentType();
        var expiry = publish.getMessageExpiryInterval();
        var responseTopic = publish.getResponseTopic();
        var correlationData = publish.getCorrelationData();
        var format = publish.getPayloadFormatIndicator();
        if (given.isEmpty()
                && contentType.isEmpty()
                && expiry.isEmpty()
                && responseTopic.isEmpty()
                && correlationData.isEmpty()
                && format.isEmpty()) {
            return MqttProperties.NONE;
        }
        var user = new LinkedHashMap<String, String>();
        given.forEach(property ->
                user.put(property.getName().toString(), property.getValue().toString()));
        return new MqttProperties(
                user,
                contentType.map(Object::toString).orElse(null),
                expiry.isPresent() ? Duration.ofSeconds(expiry.getAsLong()) : null,
                responseTopic.map(Object::toString).orElse(null),
                correlationData.orElse(null),
                format.map(indicator -> indicator == Mqtt5PayloadFormatIndicator.UTF_8)
                        .orElse(null));
    }

    @Override
    public CompletableFuture<?> subscribe(String filter, MqttSubscribeOptions how) {
        return client.subscribe(Mqtt5Subscribe.builder()
                .addSubscription(Mqtt5Subscription.builder()
                        .topicFilter(filter)
                        .qos(Levels.of(how.qos()))
                        .noLocal(how.noLocal())
                        .retainAsPublished(how.retainAsPublished())
                        .retainHandling(
                                switch (how.retainHandling()) {
                                    case SEND -> Mqtt5RetainHandling.SEND;
                                    case SEND_IF_NEW -> Mqtt5RetainHandling.SEND_IF_SUBSCRIPTION_DOES_NOT_EXIST;
                                    case DO_NOT_SEND -> Mqtt5RetainHandling.DO_NOT_SEND;
                                })
                        .build())
                .build());
    }

    @Override
    public CompletableFuture<?> unsubscribe(String filter) {
        return client.unsubscribe(Mqtt5Unsubscribe.builder().topicFilter(filter).build());
    }

    @Override
    public CompletableFuture<Sent> publish(Publication message) {
        var properties = message.properties();
        var publish = Mqtt5Publish.builder()
                .topic(message.topic())
                .payload(message.payload().bytes())
                .qos(Levels.of(message.qos()))
                .retain(message.retain());
        if (!properties.equals(MqttProperties.NONE)) {
            publish = publish.contentType(properties.contentType())
                    .responseTopic(properties.responseTopic())
                    .correlationData(properties.correlationData())
                    .payloadFormatIndicator(
                            properties.utf8() == null
                                    ? null
                                    : properties.utf8()
                                            ? Mqtt5PayloadFormatIndicator.UTF_8
                                            : Mqtt5PayloadFormatIndicator.UNSPECIFIED);
            if (properties.messageExpiry() != null) {
                publish =
                        publish.messageExpiryInterval(properties.messageExpiry().toSeconds());
            }
            if (!properties.userProperties().isEmpty()) {
                publish = publish.userProperties(Mqtt5UserProperties.of(properties.userProperties().entrySet().stream()
                        .map(entry -> Mqtt5UserProperty.of(entry.getKey(), entry.getValue()))
                        .toList()));
            }
        }
        return client.publish(publish.build()).thenApply(Mqtt5Driver::sent);
    }

    private static Sent sent(Mqtt5PublishResult result) {
        var nobody = switch (result) {
            case Mqtt5PublishResult.Mqtt5Qos1Result first ->
                first.getPubAck().getReasonCode() == Mqtt5PubAckReasonCode.NO_MATCHING_SUBSCRIBERS;
            case Mqtt5PublishResult.Mqtt5Qos2Result second ->
                second.getPubRec().getReasonCode() == Mqtt5PubRecReasonCode.NO_MATCHING_SUBSCRIBERS;
            default -> false;
        };
        return nobody ? Sent.NOBODY_SUBSCRIBED : Sent.TAKEN;
    }

    @Override
    public CompletableFuture<?> disconnect() {
        return client.disconnect();
    }

    @Override
    public boolean isConnected() {
        return client.getState().isConnected();
    }

    @Override
    public Object client() {
        return client;
    }
}
