package dev.rookery.mqtt;

import com.hivemq.client.mqtt.MqttClientBuilderBase;
import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.MqttWebSocketConfig;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedListener;
import io.reactivex.schedulers.Schedulers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What both versions of the driver are told. */
record DriverSettings(MqttOptions options, IoThreads threads, MqttClientDisconnectedListener whenDisconnected) {

    <B extends MqttClientBuilderBase<B>> B apply(B builder) {
        return builder.identifier(clientId())
                .transportConfig(transport())
                // What it tells, it tells on its own thread: a hop to another costs more than what is done with it.
                .executorConfig(MqttClientExecutorConfig.builder()
                        .nettyExecutor(threads.group())
                        .nettyThreads(1)
                        .applicationScheduler(Schedulers.trampoline())
                        .build())
                .addDisconnectedListener(whenDisconnected);
    }

    private String clientId() {
        var given = options.session().clientId();
        return given == null
                ? "rookery-"
                        + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong())
                : given;
    }

    private MqttClientTransportConfig transport() {
        return MqttClientTransportConfig.builder()
                .serverHost(options.host())
                .serverPort(options.port())
                .sslConfig(tls())
                .webSocketConfig(webSocket())
                .socketConnectTimeout(options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .mqttConnectTimeout(options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .build();
    }

    private @Nullable MqttClientSslConfig tls() {
        if (!options.isEncrypted()) {
            return null;
        }
        var builder = MqttClientSslConfig.builder()
                .handshakeTimeout(options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        var tls = options.tls();
        if (tls != null) {
            builder = builder.keyManagerFactory(tls.keys().orElse(null))
                    .trustManagerFactory(tls.trust().orElse(null));
            if (!tls.verifyHostname()) {
                builder = builder.hostnameVerifier((host, session) -> true);
            }
        }
        return builder.build();
    }

    private @Nullable MqttWebSocketConfig webSocket() {
        if (!options.isWebSocket()) {
            return null;
        }
        var path = options.url().getRawPath();
        return MqttWebSocketConfig.builder()
                .serverPath(path == null || path.isEmpty() ? "/" : path)
                .queryString(
                        options.url().getRawQuery() == null ? "" : options.url().getRawQuery())
                .handshakeTimeout(options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .build();
    }

    byte @Nullable [] password() {
        var password = options.password();
        return password == null ? null : password.getBytes(StandardCharsets.UTF_8);
    }
}
