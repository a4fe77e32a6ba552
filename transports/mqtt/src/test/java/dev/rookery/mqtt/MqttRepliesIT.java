package dev.rookery.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Replies, one or a stream of them. */
final class MqttRepliesIT extends WithBroker {
    @Test
    void a_thousand_requests_at_once_to_a_hundred_topics_share_few_subscriptions() {
        serve(
                new Object() {
                    @MessagePattern("many/+")
                    int many(int number) {
                        return number;
                    }
                },
                options -> options);
        var client = client(options -> options.maxReplyTopics(10));

        for (var round = 0; round < 3; round++) {
            var answers = Flux.range(0, 1_000)
                    .flatMap(index -> client.request("many/" + index % 100, index, Integer.class), 64)
                    .collectList()
                    .block(WAIT);
            assertThat(answers)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 1_000).boxed().toList());
        }
    }

    @Test
    void a_lone_request_does_not_wait_for_nagle() {
        serve(
                new Object() {
                    @MessagePattern("quick")
                    int quick() {
                        return 1;
                    }
                },
                options -> options);
        var client = client();
        client.request("quick", Integer.class).block(WAIT);

        var took = LongStream.range(0, 50)
                .map(index -> {
                    var began = System.nanoTime();
                    client.request("quick", Integer.class).block(WAIT);
                    return System.nanoTime() - began;
                })
                .sorted()
                .toArray();

        assertThat(Duration.ofNanos(took[10]))
                .as("what but ten of 50 requests take at least, on a broker with set_tcp_nodelay: 40 ms with Nagle")
                .isLessThan(Duration.ofMillis(35));
    }

    @Test
    void a_stream_that_a_client_leaves_ends_and_those_of_others_go_on() {
        var running = new AtomicInteger();
        serve(
                new Object() {
                    @MessagePattern("feed")
                    Flux<Long> feed() {
                        running.incrementAndGet();
                        return Flux.interval(Duration.ofMillis(5))
                                .onBackpressureDrop()
                                .doFinally(end -> running.decrementAndGet());
                    }
                },
                options -> options);
        var staying = new AtomicInteger();
        var stays = client().send("feed", Long.class).subscribe(value -> staying.incrementAndGet());
        var leaving = client();

        assertThat(leaving.send("feed", Long.class).take(3).collectList().block(WAIT))
                .hasSize(3);

        awaitThat(() -> assertThat(running).hasValue(1));
        var before = staying.get();
        awaitThat(() -> assertThat(staying).hasValueGreaterThan(before + 10));
        assertThat(running).hasValue(1);
        stays.dispose();
        awaitThat(() -> assertThat(running).hasValue(0));
    }

    @Test
    void a_stream_that_nobody_takes_any_more_ends_at_qos_1() {
        var ended = new AtomicInteger();
        serve(
                new Object() {
                    @MessagePattern("ticks")
                    Flux<Long> ticks() {
                        return Flux.interval(Duration.ofMillis(5))
                                .onBackpressureDrop()
                                .doOnCancel(ended::incrementAndGet);
                    }
                },
                options -> options.qos(1));
        var client =
                ClientProxyFactory.create(Services.transporter(broker, options -> options), ClientOptions.defaults());
        client.send("ticks", Long.class).take(3).blockLast(WAIT);

        client.close();

        awaitThat(() -> assertThat(ended).hasValue(1));
    }

    @Test
    void a_stream_on_3_1_1_whose_caller_has_gone_ends_at_its_greatest_age() {
        var ended = new AtomicInteger();
        var server = MicroserviceServer.builder()
                .controller(new Object() {
                    @MessagePattern("endless")
                    Flux<Long> endless() {
                        return Flux.interval(Duration.ofMillis(5))
                                .onBackpressureDrop()
                                .doOnCancel(ended::incrementAndGet);
                    }
                })
                .options(ServerOptions.builder()
                        .maxStreamAge(Duration.ofMillis(500))
                        .build())
                .transporter(Services.transporter(broker, options -> options.version(MqttVersion.V3_1_1)))
                .start();
        opened.add(() -> server.stop(Duration.ZERO));
        var leaving = Services.client(broker, options -> options.version(MqttVersion.V3_1_1));
        leaving.send("endless", Long.class).take(3).blockLast(WAIT);
        leaving.close();

        awaitThat(() -> assertThat(ended).hasValue(1));
    }

    @Test
    void a_stream_at_qos_1_whose_caller_has_died_ends_at_its_greatest_age_though_others_have_subscribed() {
        var ended = new AtomicInteger();
        var server = MicroserviceServer.builder()
                .controller(new Object() {
                    @MessagePattern("clock")
                    Flux<Long> clock() {
                        return Flux.interval(Duration.ofMillis(5))
                                .onBackpressureDrop()
                                .doOnCancel(ended::incrementAndGet);
                    }
                })
                .options(ServerOptions.builder()
                        .maxStreamAge(Duration.ofMillis(500))
                        .build())
                .transporter(Services.transporter(broker, options -> options.qos(1)))
                .start();
        opened.add(() -> server.stop(Duration.ZERO));
        client(options -> options.qos(1)).send("clock", Long.class).take(1).blockLast(WAIT);
        awaitThat(() -> assertThat(ended).hasValue(1));

        foreign()
                .publishWith()
                .topic("clock")
                .payload("{\"pattern\":\"clock\",\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8))
                .send();

        awaitThat(() -> assertThat(ended).hasValue(2));
    }
}
