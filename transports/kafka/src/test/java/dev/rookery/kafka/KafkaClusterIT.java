package dev.rookery.kafka;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.KafkaCluster;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.server.MicroserviceServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What happens when one of two nodes dies that had what a service needs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KafkaClusterIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String OFFSETS = "__consumer_offsets";
    private static final int EVENTS = 2_000;
    private static final int KEYS = 10;

    private final Set<Integer> seen = ConcurrentHashMap.newKeySet();
    private KafkaCluster cluster;
    private Admin admin;
    private volatile String moving = "";

    @BeforeAll
    void startCluster() throws Exception {
        cluster = KafkaCluster.start();
        admin = Admin.create(Map.of("bootstrap.servers", brokers()[0] + "," + brokers()[1]));
        awaitBothNodes();
        makeLedBySecond("alive", "alive.reply");
    }

    @AfterAll
    void stopCluster() {
        admin.close(Duration.ZERO);
        cluster.close();
    }

    @BeforeEach
    void bothNodesLeadAgain() throws Exception {
        cluster.second().start();
        awaitBothNodes();
        for (var name : allTopics()) {
            await().atMost(LIMIT)
                    .until(() -> topic(name).partitions().stream()
                            .allMatch(partition -> partition.isr().size() == 2));
        }
        admin.electLeaders(ElectionType.PREFERRED, null).all().get(60, TimeUnit.SECONDS);
        seen.clear();
    }

    private void awaitBothNodes() {
        await().atMost(LIMIT).until(() -> admin.describeCluster().nodes().get().size() == 2);
    }

    private Set<String> allTopics() throws Exception {
        return admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get(60, TimeUnit.SECONDS);
    }

    private final class Handlers {
        /** Those of the other test are there too. */
        @EventPattern("/^moving\\./")
        void one(int number, KafkaContext context) {
            if (context.topic().equals(moving)) {
                seen.add(number);
            }
        }

        @MessagePattern("alive")
        int alive(int number) {
            return number;
        }
    }

    @Test
    void events_are_not_lost_and_requests_go_on_when_the_leader_of_their_partitions_dies() throws Exception {
        moving = Services.unique("moving");
        makeLedBySecond(moving);
        try (var _ = serve(UUID.randomUUID().toString());
                var client = client()) {
            assertThat(client.request("alive", 0, Integer.class).block(LIMIT)).isZero();
            var taken = emit(client, moving, cluster.second()::kill);

            for (var number = 1; number <= 20; number++) {
                assertThat(client.withTimeout(LIMIT)
                                .request("alive", number, Integer.class)
                                .block(LIMIT))
                        .isEqualTo(number);
            }
            assertThat(taken).succeedsWithin(LIMIT);
            awaitAll();
            assertThat(topic(moving).partitions())
                    .isNotEmpty()
                    .allSatisfy(partition ->
                            assertThat(partition.leader()).extracting(Node::id).isEqualTo(1));
        }
    }

    @Test
    void a_group_whose_coordinator_dies_goes_on_with_the_other_node_and_hands_over_without_loss() throws Exception {
        moving = Services.unique("moving");
        makeLedBySecond(moving);
        try (var client = client()) {
            var group = groupOfSecond();
            try (var _ = serve(group)) {
                var taken = emit(client, moving, cluster.second()::kill);
                assertThat(taken).succeedsWithin(LIMIT);
                awaitAll();
                assertThat(coordinator(group)).isEqualTo(1);
            }
            seen.clear();
            client.emit(moving, -1).block(LIMIT);
            try (var _ = serve(group)) {
                await().atMost(LIMIT).until(() -> seen.contains(-1));
                assertThat(seen).as("what the first one had committed").hasSize(1);
            }
        }
    }

    // ---- parts ----

    /** Emits all events, and does something in their midst. */
    private static CompletableFuture<Void> emit(ClientProxy client, String topic, Runnable inTheMidst) {
        var taken = new ArrayList<CompletableFuture<Void>>();
        for (var number = 0; number < EVENTS; number++) {
            if (number == KEYS) {
                // A leader that knows nothing of a producer takes whatever comes first for its beginning.
                taken.forEach(CompletableFuture::join);
            }
            if (number == EVENTS / 2) {
                inTheMidst.run();
            }
            var record = KafkaRecord.builder(number).key("k" + number % KEYS).build();
            taken.add(client.emit(topic, record).toFuture());
        }
        return CompletableFuture.allOf(taken.toArray(CompletableFuture<?>[]::new));
    }

    private void awaitAll() {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(seen)
                        .containsAll(IntStream.range(0, EVENTS).boxed().toList()));
    }

    /** Makes topics of two partitions, of which both nodes have a copy and the second one is the leader. */
    private void makeLedBySecond(String... names) throws Exception {
        var copies = Map.of(0, List.of(2, 1), 1, List.of(2, 1));
        admin.createTopics(
                        Stream.of(names).map(name -> new NewTopic(name, copies)).toList())
                .all()
                .get(60, TimeUnit.SECONDS);
    }

    /** A group that the second node coordinates, since it leads that partition of the positions in which the group's are. */
    private String groupOfSecond() throws Exception {
        try (var _ = serve(UUID.randomUUID().toString())) { // so that there are any
            await().atMost(LIMIT).until(() -> allTopics().contains(OFFSETS));
        }
        var leaders = topic(OFFSETS).partitions().stream()
                .collect(toMap(
                        partition -> partition.partition(),
                        partition -> partition.leader().id()));
        return Stream.generate(() -> UUID.randomUUID().toString())
                .filter(group -> Optional.ofNullable(leaders.get(Utils.abs(group.hashCode()) % leaders.size()))
                        .filter(leader -> leader == 2)
                        .isPresent())
                .findFirst()
                .orElseThrow();
    }

    private int coordinator(String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group))
                .all()
                .get(60, TimeUnit.SECONDS)
                .values()
                .iterator()
                .next()
                .coordinator()
                .id();
    }

    private TopicDescription topic(String name) throws Exception {
        return admin.describeTopics(List.of(name))
                .allTopicNames()
                .get(60, TimeUnit.SECONDS)
                .values()
                .iterator()
                .next();
    }

    private String[] brokers() {
        return new String[] {
            "127.0.0.1:" + cluster.first().port(),
            "127.0.0.1:" + cluster.second().port()
        };
    }

    private KafkaTransporter.Builder options() {
        return KafkaTransporter.builder()
                .brokers(brokers())
                .fromBeginning(true)
                .sendTimeout(LIMIT)
                .metadataMaxAge(Duration.ofSeconds(1))
                .properties(Services.QUICK_END);
    }

    private MicroserviceServer serve(String group) {
        return MicroserviceServer.builder()
                .controller(new Handlers())
                .transporter(options().groupId(group).postfixId("").build())
                .start();
    }

    private ClientProxy client() {
        return ClientProxyFactory.create(options().build());
    }
}
