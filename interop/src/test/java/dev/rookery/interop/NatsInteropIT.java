package dev.rookery.interop;

import static dev.rookery.interop.NestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.Header;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.NatsBroker;
import dev.rookery.error.NoHandlerException;
import dev.rookery.nats.NatsContext;
import dev.rookery.nats.NatsQueue;
import dev.rookery.nats.NatsRecord;
import dev.rookery.nats.NatsTransporter;
import dev.rookery.server.MicroserviceServer;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Java and Nest call each other over NATS. */
final class NatsInteropIT extends Interop<BrokerPlace> {
    NatsInteropIT() {
        super(NatsInteropIT::place, new Natural());
    }

    private static BrokerPlace place() {
        var broker = NatsBroker.builder().config("max_payload: 8MB").start();
        return new BrokerPlace(broker, transport(broker).build(), "nats", "{\"servers\":[\"" + broker.url() + "\"]}");
    }

    // ---- Nest calls Java ----

    @Test
    void nest_is_told_at_once_that_nobody_listens() {
        var reply = nest().send("nobody", 1);

        assertThat(String.valueOf(reply.error())).contains("Empty response");
    }

    @Test
    void a_stream_that_nest_has_left_ends() {
        controller().endlessCancelled().set(false);

        assertThat(nest().take(2, "stream.endless", 1).values()).hasSize(2);

        await().atMost(LIMIT).untilTrue(controller().endlessCancelled());
    }

    @Test
    void headers_and_wildcards_of_nest_reach_java() {
        assertThat(nest().sendWithHeaders("natural.headers", 1, Map.of("trace", "t"))
                        .value())
                .isEqualTo(json("'t'"));
        assertThat(nest().send("natural.x.end", 1).value()).isEqualTo(json("'natural.x.end'"));
        assertThat(nest().send("natural.record", 1).value()).isEqualTo(json("{ok: true}"));
    }

    @Test
    void two_replicas_in_java_share_what_nest_sends() throws Exception {
        var seen = new ConcurrentLinkedQueue<String>();
        try (var _ = serve(transport(ofJava().broker()).queue("group"), new Counting("a", seen));
                var _ = serve(transport(ofJava().broker()).queue("group"), new Counting("b", seen))) {
            for (var index = 0; index < 40; index++) {
                nest().emit("counted", index);
            }
            await().atMost(LIMIT).untilAsserted(() -> assertThat(seen).hasSizeGreaterThanOrEqualTo(40));
            assertThat(nest().send("counted.all", 1).values()).hasSize(1);
            assertThat(seen).hasSize(40).contains("a", "b");
        }
    }

    // ---- Java calls Nest ----

    @Test
    void a_request_that_nobody_listens_for_fails_at_once() {
        assertThatThrownBy(() -> java().request("nobody", 1, String.class).block(LIMIT))
                .isInstanceOf(NoHandlerException.class);
    }

    @Test
    void headers_and_wildcards_of_java_reach_nest() {
        assertThat(java().request(
                                "nats.headers",
                                NatsRecord.builder(1).header("trace", "t").build(),
                                JsonNode.class)
                        .block(LIMIT))
                .isEqualTo(json("{subject: 'nats.headers', headers: {trace: 't'}}"));
        assertThat(java().request("wild.x.end", 1, String.class).block(LIMIT)).isEqualTo("wild.x.end");
    }

    @Test
    void two_replicas_of_nest_share_what_java_sends() throws Exception {
        try (var _ = ofNest().nestService(version())) {
            var answers = new HashSet<Integer>();
            await().atMost(LIMIT).untilAsserted(() -> {
                var replies =
                        java().send("replica", 1, Integer.class).collectList().block(LIMIT);
                assertThat(replies).hasSize(1);
                answers.addAll(replies);
                assertThat(answers).hasSize(2);
            });
        }
    }

    // ---- parts ----

    private static NatsTransporter.Builder transport(Broker broker) {
        return NatsTransporter.builder().servers(broker.url());
    }

    private static MicroserviceServer serve(NatsTransporter.Builder transport, Object... controllers) {
        var builder = MicroserviceServer.builder().transporter(transport.build());
        for (var each : controllers) {
            builder.controller(each);
        }
        return builder.start();
    }

    @Controller
    private record Natural() {
        @MessagePattern("natural.headers")
        String headers(@Header("trace") String trace) {
            return trace;
        }

        @MessagePattern("natural.*.end")
        String wild(NatsContext context) {
            return context.subject();
        }

        @MessagePattern("natural.record")
        @NatsQueue("records")
        NatsRecord answer() {
            return NatsRecord.builder(Map.of("ok", true)).header("trace", "t").build();
        }
    }

    @Controller
    private record Counting(String name, Queue<String> seen) {
        @EventPattern("counted")
        void counted() {
            seen.add(name);
        }

        @MessagePattern("counted.all")
        int all() {
            return seen.size();
        }
    }
}
