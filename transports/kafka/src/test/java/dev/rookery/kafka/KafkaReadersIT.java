package dev.rookery.kafka;

import static dev.rookery.kafka.Services.LIMIT;
import static dev.rookery.kafka.Services.eventually;
import static dev.rookery.kafka.Services.own;
import static dev.rookery.kafka.Services.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.transport.ConnectionStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

/** The threads that read go on, whatever comes, and who waits for what is lost is told so. */
final class KafkaReadersIT extends WithBroker {
    private static Map<String, Object> stumbling() {
        var settings = new HashMap<>(Services.QUICK_END);
        settings.put("interceptor.classes", Stumbling.class.getName());
        return settings;
    }

    private static final class Echo {
        @MessagePattern("readers.echo")
        String echo(String text) {
            return text;
        }
    }

    @Test
    void a_reply_that_the_deserializer_refuses_fails_its_call_and_no_other() {
        Serializer<Object> writer = (to, value) -> value.toString().getBytes(UTF_8);
        Deserializer<String> reader = (from, bytes) -> {
            var text = new String(bytes, UTF_8);
            if (text.equals("bad")) {
                throw new SerializationException("Unknown magic byte");
            }
            if (text.equals("worse")) {
                throw new NoClassDefFoundError("of a schema");
            }
            return text;
        };
        try (var _ = Services.serve(broker, new Echo(), Services::own);
                var client = Services.client(broker, options -> options.serializers(writer, reader))) {
            var patient = client.withTimeout(LIMIT);
            assertThatThrownBy(() ->
                            patient.request("readers.echo", "bad", String.class).block(LIMIT))
                    .isInstanceOf(UndecodableMessageException.class);
            assertThatThrownBy(() -> patient.request("readers.echo", "worse", String.class)
                            .block(LIMIT))
                    .isInstanceOf(UndecodableMessageException.class);
            assertThat(patient.request("readers.echo", "good", String.class).block(LIMIT))
                    .isEqualTo("good");
        }
    }

    @Test
    void who_waits_for_replies_that_cannot_be_read_is_told_and_the_next_call_is_answered() {
        try (var _ = Services.serve(broker, new Echo(), Services::own);
                var client = Services.client(broker, options -> options.properties(stumbling()))) {
            var patient = client.withTimeout(LIMIT);
            assertThat(patient.request("readers.echo", "first", String.class).block(LIMIT))
                    .isEqualTo("first");

            Stumbling.STILL.set(1);
            assertThatThrownBy(() -> patient.request("readers.echo", "second", String.class)
                            .block(LIMIT))
                    .isInstanceOf(ConnectionLostException.class);

            assertThat(patient.request("readers.echo", "third", String.class).block(LIMIT))
                    .isEqualTo("third");
        }
    }

    @Test
    void a_server_whose_consumer_fails_at_an_error_joins_anew_and_the_status_tells() {
        var topic = unique("crashing");
        Services.makeTopic(broker, topic, 1);
        var seen = new ConcurrentLinkedQueue<Integer>();
        var statuses = new ConcurrentLinkedQueue<ConnectionStatus>();
        var controller = new Object() {
            @EventPattern("/^crashing\\./")
            void one(int number) {
                seen.add(number);
            }
        };
        try (var server = Services.serve(
                        broker, controller, options -> own(options).properties(stumbling()));
                var client = Services.client(broker, options -> options)) {
            var _ = server.status().subscribe(statuses::add);
            Stumbling.STILL.set(1);
            client.emit(topic, 1).block(LIMIT);

            eventually(() -> assertThat(seen).containsExactly(1));
            assertThat(statuses).contains(KafkaStatus.CRASHED).endsWith(KafkaStatus.CONNECTED);
        }
    }

    @Test
    void what_is_done_with_the_consumer_may_fail_in_any_way() {
        var topic = unique("using");
        Services.makeTopic(broker, topic, 1);
        var told = new ConcurrentLinkedQueue<Throwable>();
        var controller = new Object() {
            @MessagePattern("/^using\\./")
            int one(int number, KafkaContext context) {
                if (number == 1) {
                    var _ = context.withConsumer(consumer -> {
                                throw new NoClassDefFoundError("of a tool");
                            })
                            .whenComplete((nothing, error) -> told.add(error));
                }
                return number;
            }
        };
        try (var _ = Services.serve(broker, controller, Services::own);
                var client = Services.client(broker, options -> options)) {
            assertThat(client.request(topic, 1, Integer.class).block(LIMIT)).isEqualTo(1);
            eventually(() -> assertThat(told).hasOnlyElementsOfType(NoClassDefFoundError.class));
            assertThat(client.request(topic, 2, Integer.class).block(LIMIT)).isEqualTo(2);
        }
    }
}
