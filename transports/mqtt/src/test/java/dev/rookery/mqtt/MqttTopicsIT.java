package dev.rookery.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.pattern.InvalidPatternException;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** Which handler a topic finds, and who of a group. */
final class MqttTopicsIT extends WithBroker {
    // ---- topics ----

    final class Lamps {
        @MessagePattern("lamps/+/state")
        String any(MqttContext context) {
            return "any " + context.topic();
        }

        @MessagePattern("lamps/kitchen/state")
        String kitchen() {
            seen.add("kitchen");
            return "kitchen";
        }

        @MessagePattern("lamps/#")
        String rest(MqttContext context) {
            return "rest " + context.topic();
        }
    }

    @ParameterizedTest
    @EnumSource(MqttVersion.class)
    void the_exact_pattern_goes_first_then_the_nearest_filter_that_fits(MqttVersion version) {
        serve(new Lamps(), options -> options.version(version));
        var client = client(options -> options.version(version));

        assertThat(client.request("lamps/kitchen/state", String.class).block(WAIT))
                .isEqualTo("kitchen");
        assertThat(client.request("lamps/hall/state", String.class).block(WAIT)).isEqualTo("any lamps/hall/state");
        assertThat(client.request("lamps//state", String.class).block(WAIT)).isEqualTo("any lamps//state");
        assertThat(client.request("lamps/hall", String.class).block(WAIT)).isEqualTo("rest lamps/hall");
        assertThat(client.request("lamps", String.class).block(WAIT)).isEqualTo("rest lamps");
        assertThat(seen).as("how often it came, with three filters that fit").containsExactly("kitchen");
    }

    @Test
    void replies_are_nobodys_events_though_a_filter_fits_their_topic() {
        serve(
                new Object() {
                    @EventPattern("h/#")
                    void everything(MqttContext context) {
                        seen.add(context.topic());
                    }

                    @MessagePattern("h/1")
                    String one() {
                        return "one";
                    }
                },
                options -> options);

        assertThat(client().request("h/1", String.class).block(WAIT)).isEqualTo("one");
        client().emit("h/2", 1).block(WAIT);

        awaitThat(() -> assertThat(seen).contains("h/2"));
        assertThat(seen).containsExactly("h/2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/+", "a/#", "a+b", "#", "a\0b"})
    void what_a_broker_would_drop_the_client_for_is_refused_before_the_wire(String topic) {
        var client = client();
        client.connect().block(WAIT);

        assertThatThrownBy(() -> client.request(topic, 1, String.class).block(WAIT))
                .isInstanceOf(InvalidPatternException.class);
        assertThatThrownBy(() -> client.emit(topic, 1).block(WAIT)).isInstanceOf(InvalidPatternException.class);
        assertThat(client.unwrap(Mqtt5AsyncClient.class).getState().isConnected())
                .isTrue();
    }

    @Test
    void a_pattern_that_is_no_filter_is_an_error_at_the_start_that_names_it() {
        assertThatThrownBy(() -> serve(
                        new Object() {
                            @EventPattern("lamps.#")
                            void never() {}
                        },
                        options -> options))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageContaining("lamps.#");
    }

    @Test
    void one_filter_for_two_subscriptions_is_an_error_at_the_start_that_names_both() {
        assertThatThrownBy(() -> serve(
                        new Object() {
                            @EventPattern("$share/billing/orders/+")
                            void bill() {}

                            @EventPattern("orders/+")
                            void watch() {}
                        },
                        options -> options))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageContaining("\"$share/billing/orders/+\"")
                .hasMessageContaining("\"orders/+\"");
    }

    @Test
    void a_topic_with_special_characters_is_replied_to() {
        serve(
                new Object() {
                    @MessagePattern("{cmd: 'Straße 😀 $x'}")
                    String any() {
                        return "here";
                    }
                },
                options -> options);

        assertThat(client().request("{cmd: 'Straße 😀 $x'}", String.class).block(WAIT))
                .isEqualTo("here");
    }

    // ---- work shared ----

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void replicas_of_a_group_share_requests_and_events_at_any_quality_of_service(int qos) {
        UnaryOperator<MqttTransporter.Builder> options =
                builder -> builder.sharedGroup("workers-" + qos).qos(qos);
        serve(new Replica("one"), options);
        serve(new Replica("other"), options);
        var client = client(builder -> builder.qos(qos));

        var answers = Flux.range(0, 100)
                .flatMap(index -> client.send("work/" + index % 3, index, String.class), 8)
                .collectList()
                .block(WAIT);

        assertThat(answers).hasSize(100).contains("one", "other");
        assertThat(seen).hasSize(100);
    }

    @Test
    void a_pattern_may_name_its_group() {
        final class Shared {
            @EventPattern("$share/painters/walls/+")
            void paint(MqttContext context) {
                seen.add(context.topic());
            }
        }
        serve(new Shared(), options -> options);
        serve(new Shared(), options -> options);
        var client = client(options -> options.qos(1));

        IntStream.range(0, 20)
                .forEach(index -> client.emit("walls/" + index, index).block(WAIT));

        awaitThat(() -> assertThat(seen).hasSize(20).doesNotHaveDuplicates());
    }
}
