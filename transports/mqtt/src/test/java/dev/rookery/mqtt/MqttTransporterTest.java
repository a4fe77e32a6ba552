package dev.rookery.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.transport.Capability;
import dev.rookery.transport.Tls;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class MqttTransporterTest {

    @Test
    void without_options_it_is_nests_usual_broker() {
        var transporter = MqttTransporter.builder().build();

        assertThat(transporter).hasToString("mqtt localhost:1883");
        assertThat(transporter.options().subscribeOptions().qos()).isZero();
        assertThat(transporter.options().version()).isEqualTo(MqttVersion.V5);
        assertThat(MqttTransporter.of(transporter.options()).options()).isEqualTo(transporter.options());
    }

    @Test
    void a_url_without_a_port_has_that_of_its_protocol() {
        for (var url : List.of("mqtt://h 1883", "mqtts://h 8883", "ws://h 80", "wss://h/mqtt 443", "mqtt://h:7 7")) {
            var parts = url.split(" ", 2);
            assertThat(MqttTransporter.builder().url(parts[0]).build().options().port())
                    .as(url)
                    .isEqualTo(Integer.parseInt(parts[1]));
        }
        assertThat(MqttTransporter.builder()
                        .url("mqtt://[::1]:1883")
                        .build()
                        .options()
                        .host())
                .isEqualTo("::1");
    }

    @Test
    void capabilities_depend_on_version_and_quality_of_service() {
        assertThat(MqttTransporter.builder().version(MqttVersion.V3_1_1).build().capabilities())
                .containsExactlyInAnyOrder(
                        Capability.REQUEST, Capability.EVENT, Capability.WILDCARDS, Capability.SHARED_WORK);
        assertThat(MqttTransporter.builder().qos(1).build().capabilities())
                .contains(Capability.HEADERS, Capability.PAUSE, Capability.SETTLES);
    }

    @Test
    void what_cannot_be_is_refused_with_its_name() {
        refuses("url", builder -> builder.url("localhost:1883"));
        refuses("url", builder -> builder.url("mqtt://user:secret@localhost"));
        refuses("subscribeOptions.qos", builder -> builder.qos(3));
        refuses("sharedGroup", builder -> builder.sharedGroup("a/b"));
        refuses("startRetries", builder -> builder.startRetries(-1));
        refuses("connectTimeout", builder -> builder.connectTimeout(Duration.ZERO));
        refuses("maxPacketBytes", builder -> builder.maxPacketBytes(0));
        refuses(
                "session.clientId",
                builder -> builder.session(new MqttSession(
                        null, false, Duration.ofHours(1), Duration.ofSeconds(60), MqttSession.MAX_RECEIVE_MAXIMUM)));
        refuses("will.topic", builder -> builder.will(MqttWill.of("a/#", "gone")));
        refuses("url", builder -> builder.tls(Tls.builder().build()));
        refuses("username", builder -> builder.version(MqttVersion.V3_1_1).password("secret"));
        refuses(
                "subscribeOptions.noLocal",
                builder -> builder.sharedGroup("g")
                        .subscribeOptions(
                                new MqttSubscribeOptions(0, true, false, MqttSubscribeOptions.RetainHandling.SEND)));
    }

    private static void refuses(String option, UnaryOperator<MqttTransporter.Builder> change) {
        assertThatThrownBy(() -> change.apply(MqttTransporter.builder()).build())
                .isInstanceOfSatisfying(
                        InvalidOptionException.class,
                        error -> assertThat(error.option()).isEqualTo(option))
                .hasMessageNotContaining("secret");
    }

    @Test
    void no_text_tells_the_password() {
        var transporter = MqttTransporter.builder().login("alice", "hush").build();

        assertThat(transporter.options().toString()).contains("alice").doesNotContain("hush");
        assertThat(transporter.toString()).doesNotContain("hush");
    }
}
