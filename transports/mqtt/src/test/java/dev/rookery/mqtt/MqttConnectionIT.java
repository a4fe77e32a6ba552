package dev.rookery.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import dev.rookery.annotation.EventPattern;
import dev.rookery.brokers.FreePort;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.server.MicroserviceServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection: its driver, its events, its will, how a broker is reached. */
final class MqttConnectionIT extends WithBroker {
    @Test
    void the_driver_can_be_had_on_both_sides() {
        var server = serve(new Replica("one"), options -> options.mqtt5(builder -> builder.identifier("by-the-user")));

        assertThat(server.unwrap(Mqtt5AsyncClient.class).getConfig().getClientIdentifier())
                .hasToString("Optional[by-the-user]");
        assertThatThrownBy(() -> server.unwrap(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("String");
    }

    @Test
    void a_client_tells_that_it_connects_and_ends() {
        var client = client();
        client.on(MqttEvent.CONNECT, address -> seen.add("connect " + address));
        client.on(MqttEvent.END, address -> seen.add("end"));

        client.connect().block(WAIT);
        client.close();

        awaitThat(() -> assertThat(seen).hasSize(2).endsWith("end"));
    }

    @Test
    void a_will_is_published_when_the_connection_is_lost() {
        serve(
                new Object() {
                    @EventPattern("wills")
                    void gone(String text) {
                        seen.add(text);
                    }
                },
                options -> options);
        var client = client(options ->
                options.will(MqttWill.of("wills", "gone")).session(MqttSession.DEFAULT.withClientId("mortal")));
        client.connect().block(WAIT);

        client(options -> options.session(MqttSession.DEFAULT.withClientId("mortal")))
                .connect()
                .block(WAIT);

        awaitThat(() -> assertThat(seen).contains("gone"));
    }

    @ParameterizedTest
    @EnumSource(MqttVersion.class)
    void a_broker_is_reached_by_websocket(MqttVersion version) {
        var port = FreePort.find();
        try (var _ = Services.broker()
                .config("listener " + port + " 127.0.0.1\nprotocol websockets")
                .start()) {
            var webSocket = MqttTransporter.builder()
                    .url("ws://127.0.0.1:" + port + "/mqtt")
                    .version(version)
                    .startRetries(100) // the broker is ready when its first listener is
                    .build();
            try (var _ = MicroserviceServer.builder()
                            .controller(new Replica("one"))
                            .transporter(webSocket)
                            .start();
                    var client = ClientProxyFactory.create(webSocket)) {
                assertThat(client.request("work/1", String.class).block(WAIT)).isEqualTo("one");
            }
        }
    }

    @Test
    void a_url_of_another_protocol_is_refused() {
        assertThatThrownBy(
                        () -> MqttTransporter.builder().url("http://localhost").build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("http://localhost");
    }
}
