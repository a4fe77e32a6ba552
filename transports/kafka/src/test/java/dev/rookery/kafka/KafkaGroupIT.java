package dev.rookery.kafka;

import static dev.rookery.kafka.Services.LIMIT;
import static dev.rookery.kafka.Services.eventually;
import static dev.rookery.kafka.Services.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.ConnectionStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;

/** Members of a group that a server cannot understand, and that come when it is one already. */
final class KafkaGroupIT extends WithBroker {
    private final Queue<Integer> seen = new ConcurrentLinkedQueue<>();
    private final Queue<ConnectionStatus> statuses = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();

    private final class Numbers {
        private final String topic;

        Numbers(String topic) {
            this.topic = topic;
        }

        @EventPattern("/^numbers\\./")
        void one(int number, KafkaContext context) {
            if (context.topic().equals(topic)) {
                seen.add(number);
            }
        }
    }

    private MicroserviceServer serve(String group, String topic) {
        seen.clear();
        statuses.clear();
        errors.clear();
        var server = Services.serve(
                broker,
                new Numbers(topic),
                options -> options.groupId(group)
                        .postfixId("")
                        .fromBeginning(true)
                        .metadataMaxAge(Duration.ofMillis(300)));
        server.status().subscribe(statuses::add);
        server.on(KafkaEvent.ERROR, errors::add);
        return server;
    }

    @Test
    void strangers_that_have_taken_the_group_over_are_told_by_name_and_the_server_is_back_when_they_have_gone()
            throws Exception {
        var group = UUID.randomUUID().toString();
        var topic = unique("numbers");
        try (var client = Services.client(broker, options -> options);
                var _ = serve(group, topic)) {
            client.emit(topic, 1).block(LIMIT);
            eventually(() -> assertThat(seen).containsExactly(1));

            try (var stranger = stranger(group, topic)) {
                await().atMost(LIMIT).until(() -> {
                    stranger.poll(Duration.ofMillis(100));
                    return !errors.isEmpty();
                });
                assertThat(errors)
                        .singleElement()
                        .satisfies(error -> assertThat(error)
                                .hasMessageContaining("cannot stay in the group " + group)
                                .hasMessageContaining("stranger at /127.0.0.1")
                                .hasMessageContaining("RoundRobinAssigner")
                                .hasMessageContaining("groupId of its own"));
                assertThat(statuses).endsWith(KafkaStatus.CRASHED);
                client.emit(topic, 2).block(LIMIT);
            }

            eventually(() -> assertThat(seen).endsWith(2));
            assertThat(statuses).endsWith(KafkaStatus.CONNECTED);
            assertThat(errors).as("told once, however often it tried").hasSize(1);
        }
    }

    /** One that is in the group before the server, whose membership ends here, can come back. */
    private KafkaConsumer<byte[], byte[]> stranger(String group, String topic) throws Exception {
        var stranger = new KafkaConsumer<byte[], byte[]>(Map.of(
                "bootstrap.servers", "127.0.0.1:" + broker.port(),
                "group.id", group,
                "client.id", "stranger",
                "partition.assignment.strategy", "org.apache.kafka.clients.consumer.RangeAssignor",
                "key.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer",
                "value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer"));
        stranger.subscribe(List.of(topic));
        try (var admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + broker.port()))) {
            await().atMost(LIMIT).until(() -> {
                admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get(30, TimeUnit.SECONDS);
                stranger.poll(Duration.ofMillis(500));
                return !stranger.assignment().isEmpty();
            });
        }
        return stranger;
    }

    @Test
    void a_member_that_cannot_be_read_is_told_and_the_server_goes_on_when_it_has_gone() throws Exception {
        var group = UUID.randomUUID().toString();
        var topic = unique("numbers");
        try (var client = Services.client(broker, options -> options);
                var _ = serve(group, topic)) {
            client.emit(topic, 1).block(LIMIT);
            eventually(() -> assertThat(seen).containsExactly(1));

            try (var _ = Unreadable.join(broker, group)) {
                eventually(() -> assertThat(errors).isNotEmpty());
                assertThat(errors.element())
                        .hasMessageContaining("cannot stay in the group " + group)
                        .hasMessageContaining("RoundRobinAssigner");
                client.emit(topic, 2).block(LIMIT);
            }

            eventually(() -> assertThat(seen).endsWith(2));
            assertThat(statuses).contains(KafkaStatus.CRASHED).endsWith(KafkaStatus.CONNECTED);
        }
    }
}
