package dev.rookery.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAck;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.unsubscribe.Mqtt3Unsubscribe;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** The driver's MQTT 3.1.1. */
final class Mqtt3Driver implements Driver {
    private final DriverSettings settings;
    private final Mqtt3AsyncClient client;

    Mqtt3Driver(DriverSettings settings, DriverCustomizers customizers) {
        this.settings = settings;
        var builder = settings.apply(Mqtt3Client.builder())
                .simpleAuth(authentication())
                .willPublish(will());
        this.client = customizers.mqtt3().apply(builder).buildAsync();
    }

    private @Nullable Mqtt3SimpleAuth authentication() {
        var name = settings.options().username();
        var password = settings.password();
        if (name == null) {
            return null;
        }
        var user = Mqtt3SimpleAuth.builder().username(name);
        return password == null ? user.build() : user.password(password).build();
    }

    private @Nullable Mqtt3Publish will() {
        var will = settings.options().will();
        return will == null
                ? null
                : Mqtt3Publish.builder()
                        .topic(will.topic())
                        .payload(will.payload().getBytes(StandardCharsets.UTF_8))
                        .qos(Levels.of(will.qos()))
                        .retain(will.retain())
                        .build();
    }

    @Override
    public CompletableFuture<Boolean> connect(boolean again) {
        var session = settings.options().session();
        return client.connect(Mqtt3Connect.builder()
                        .cleanSession(!session.isKept())
                        .keepAlive((int) session.keepAlive().toSeconds())
                        .build())
                .thenApply(Mqtt3ConnAck::isSessionPresent);
    }

    @Override
    public Disposable hear(boolean settled, Consumer<Arrival> listener) {
        var hearing = new Hearing<Mqtt3Publish>(publish -> listener.accept(arrival(publish)));
        client.toRx().publishes(MqttGlobalPublishFilter.ALL, settled).subscribe(hearing);
        return hearing;
    }

    private static Arrival arrival(Mqtt3Publish publish) {
        return new Arrival(
                publish.getTopic().toString(),
                new Payload(publish.getPayloadAsBytes()),
                publish.getQos().getCode(),
                publish.isRetain(),
                MqttProperties.NONE,
                publish::acknowledge,
                publish);
    }

    @Override
    public CompletableFuture<?> subscribe(String filter, MqttSubscribeOptions how) {
        return client.subscribe(Mqtt3Subscribe.builder()
                .topicFilter(filter)
                .qos(Levels.of(how.qos()))
                .build());
    }

    @Override
    public CompletableFuture<?> unsubscribe(String filter) {
        return client.unsubscribe(Mqtt3Unsubscribe.builder().topicFilter(filter).build());
    }

    @Override
    public CompletableFuture<Sent> publish(Publication message) {
        return client.publish(Mqtt3Publish.builder()
                        .topic(message.topic())
                        .payload(message.payload().bytes())
                        .qos(Levels.of(message.qos()))
                        .retain(message.retain())
                        .build())
                .thenApply(taken -> Sent.TAKEN);
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
