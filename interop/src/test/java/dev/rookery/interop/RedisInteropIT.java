package dev.rookery.interop;

import static dev.rookery.interop.NestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.RedisBroker;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.redis.RedisContext;
import dev.rookery.redis.RedisRecord;
import dev.rookery.redis.RedisTransporter;
import dev.rookery.server.MicroserviceServer;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Java and Nest call each other over Redis. */
final class RedisInteropIT extends Interop<BrokerPlace> {
    private final Recording recording;

    RedisInteropIT() {
        var recording = new Recording(new ConcurrentLinkedQueue<>());
        super(RedisInteropIT::place, recording);
        this.recording = recording;
    }

    private static BrokerPlace place() {
        var broker = RedisBroker.start();
        return new BrokerPlace(broker, transport(broker).build(), "redis", options(broker, false));
    }

    // ---- Nest calls Java ----

    @Test
    void a_stream_that_nest_has_left_ends() {
        controller().endlessCancelled().set(false);

        assertThat(nest().take(2, "stream.endless", 1).values()).hasSize(2);

        await().atMost(LIMIT).untilTrue(controller().endlessCancelled());
    }

    @Test
    void a_pattern_of_nest_that_nobody_can_reach_waits_for_ever_there() {
        assertThat(nest().sendAsync("nobody", 1, Duration.ofMillis(500)).join().timedOut())
                .isTrue();
    }

    @Test
    void any_text_is_a_channel_between_nest_and_java() {
        assertThat(nest().send("odd *?[x] \"ä\uD83D\uDE00\"", 1).value()).isEqualTo(json("'odd'"));
    }

    @Test
    void wildcards_in_java_answer_nest() throws Exception {
        try (var _ = serve(transport(ofJava().broker()).wildcards(true), new Wild(recording.seen()))) {
            recording.seen().clear();
            for (var caller :
                    List.of(nest(), opened(NestClient.of(version(), "redis", options(ofJava().broker(), true))))) {
                assertThat(caller.send("wild.1.2", 1).values()).containsExactly(json("'any wild.1.2'"));
                assertThat(caller.send("wild.exact", 1).values()).containsExactly(json("'exact'"));
            }
            assertThat(recording.seen()).as("replies are nobody's events").isEmpty();
        }
    }

    @Test
    void replicas_in_java_that_claim_answer_nest_once() throws Exception {
        var seen = new ConcurrentLinkedQueue<String>();
        try (var _ = serve(transport(ofJava().broker()).claimRequests(true), new Counting("a", seen));
                var _ = serve(transport(ofJava().broker()).claimRequests(true), new Counting("b", seen))) {
            var load = nest().sendMany(500, "counted", Map.of("x", 1));

            assertThat(load.ok()).as("%s", load.firstError()).isEqualTo(500);
            assertThat(seen).hasSize(500);
        }
    }

    @Test
    void metadata_of_nest_12_reaches_java() throws Exception {
        try (var caller = NestClient.start(
                version(),
                0,
                version() == NestVersion.V12
                        ? new String[] {
                            "--transport",
                            "redis",
                            "--options",
                            options(ofJava().broker(), false),
                            "--metadata",
                            "{\"trace\":\"t\"}"
                        }
                        : new String[] {"--transport", "redis", "--options", options(ofJava().broker(), false)})) {
            assertThat(caller.send("headers", 1).value())
                    .isEqualTo(json(version() == NestVersion.V12 ? "'t'" : "'none'"));
        }
    }

    @Test
    void foreign_messages_are_events_for_java() {
        recording.seen().clear();
        var driver = RedisClient.create(ofJava().broker().url());
        try (var plain = driver.connect()) {
            plain.sync().publish("foreign", "no json {");
            plain.sync().publish("foreign", "{\"id\":\"1\",\"a\":1}");
            await().atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(recording.seen()).containsExactlyInAnyOrder("no json {", "{id=1, a=1}"));
        } finally {
            driver.shutdown();
        }
    }

    // ---- Java calls Nest ----

    @Test
    void a_request_that_nobody_listens_for_fails_at_once() {
        assertThatThrownBy(() -> java().request("nobody", 1, String.class).block(LIMIT))
                .isInstanceOf(NoHandlerException.class);
    }

    @Test
    void headers_of_java_are_metadata_for_nest_12() {
        var record = RedisRecord.builder(1).header("trace", "t").build();

        assertThat(java().request("context.metadata", record, JsonNode.class).block(LIMIT))
                .isEqualTo(json(version() == NestVersion.V12 ? "{trace: 't'}" : "null"));
    }

    /** Nest 11 answers on the reply channel of the pattern, where no client waits. */
    @Test
    void wildcards_of_nest_12_answer_java() throws Exception {
        try (var broker = RedisBroker.start();
                var _ = NestService.of(version(), "redis", options(broker, true));
                var caller = client(transport(broker))) {
            var reply = caller.withTimeout(Duration.ofSeconds(2)).request("wild.x.y.end", 1, String.class);
            if (version() == NestVersion.V12) {
                assertThat(reply.block(LIMIT)).isEqualTo("wild.x.y.end");
            } else {
                assertThatThrownBy(() -> reply.block(LIMIT)).isInstanceOf(RequestTimeoutException.class);
            }
        }
    }

    @Test
    void each_replica_of_nest_answers_and_java_takes_what_comes_first() throws Exception {
        try (var broker = RedisBroker.start();
                var _ = NestService.of(version(), "redis", options(broker, false));
                var _ = NestService.of(version(), "redis", options(broker, false));
                var caller = client(transport(broker))) {
            for (var index = 0; index < 20; index++) {
                assertThat(caller.request("replica", 1, Integer.class).block(LIMIT))
                        .isPositive();
            }
        }
    }

    // ---- parts ----

    private static String options(Broker broker, boolean wildcards) {
        return "{\"host\":\"127.0.0.1\",\"port\":" + broker.port() + ",\"wildcards\":" + wildcards + "}";
    }

    private static RedisTransporter.Builder transport(Broker broker) {
        return RedisTransporter.builder().host("127.0.0.1").port(broker.port());
    }

    private static MicroserviceServer serve(RedisTransporter.Builder transport, Object... controllers) {
        var builder = MicroserviceServer.builder().transporter(transport.build());
        for (var each : controllers) {
            builder.controller(each);
        }
        return builder.start();
    }

    private static ClientProxy client(RedisTransporter.Builder transport) {
        return ClientProxyFactory.create(transport.build(), ClientOptions.defaults());
    }

    @Controller
    private record Recording(Queue<String> seen) {
        @MessagePattern("odd *?[x] \"ä\uD83D\uDE00\"")
        String odd() {
            return "odd";
        }

        @MessagePattern("headers")
        String headers(RedisContext context) {
            return context.header("trace").orElse("none");
        }

        @EventPattern("foreign")
        void foreign(Object payload) {
            seen.add(payload.toString());
        }
    }

    @Controller
    private record Wild(Queue<String> seen) {
        @MessagePattern("wild.*")
        String any(RedisContext context) {
            return "any " + context.channel();
        }

        @MessagePattern("wild.exact")
        String exact() {
            return "exact";
        }

        @EventPattern("wild.*")
        void event(Object payload) {
            seen.add(payload.toString());
        }
    }

    @Controller
    private record Counting(String name, Queue<String> seen) {
        @MessagePattern("counted")
        Object counted(Object payload) {
            seen.add(name);
            return payload;
        }
    }
}
