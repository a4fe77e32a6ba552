package dev.rookery.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.BusyException;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryServerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void only_so_many_messages_wait_for_a_busy_service_and_all_that_do_are_answered() throws Exception {
        var transporter = new InMemoryTransporter();
        var options = ServerOptions.builder().maxInFlight(1).build();
        try (var server = MicroserviceServer.builder()
                        .controller(new Gated())
                        .options(options)
                        .transporter(transporter)
                        .start();
                var client = ClientProxyFactory.create(transporter)) {
            var replies = new ArrayList<CompletableFuture<Integer>>();
            for (var index = 0; index <= MemoryServer.MAX_HELD; index++) {
                replies.add(client.request("gated", index, Integer.class).toFuture());
            }
            assertThatThrownBy(() -> client.request("gated", 0, Integer.class).block(LIMIT))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining(MemoryServer.MAX_HELD + " messages wait already");
            gate.countDown();
            for (var index = 0; index < replies.size(); index++) {
                assertThat(replies.get(index).get(LIMIT.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
                        .isEqualTo(index);
            }
            await().until(() -> server.inFlight() == 0);
        }
    }

    @Test
    void what_comes_while_others_are_handed_over_queues_up_behind_them() throws Exception {
        var transporter = new InMemoryTransporter();
        var handled = new CopyOnWriteArrayList<Integer>();
        var options =
                ServerOptions.builder().maxInFlight(4).orderBy(message -> "all").build();
        try (var server = MicroserviceServer.builder()
                        .controller(new Noted(handled))
                        .options(options)
                        .transporter(transporter)
                        .start();
                var client = ClientProxyFactory.create(transporter)) {
            var expected = IntStream.range(0, 5_000).boxed().toList();

            expected.forEach(number -> client.emit("noted", number));

            await().until(() -> handled.size() == expected.size());
            assertThat(handled).isEqualTo(expected);
            await().until(() -> server.inFlight() == 0);
        }
    }

    record Noted(List<Integer> handled) {
        @EventPattern("noted")
        void noted(int number) {
            handled.add(number);
        }
    }

    final class Gated {
        @MessagePattern("gated")
        int gated(int index) throws InterruptedException {
            gate.await();
            return index;
        }
    }
}
