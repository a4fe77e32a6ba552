package dev.rookery.examples.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.Rookery;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.tcp.TcpTransporter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The service of the docs, in memory and on TCP. */
final class ServiceTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void it_sums_and_counts_down_in_memory() {
        var transporter = new InMemoryTransporter();
        try (var service =
                        Rookery.createMicroservice(AppModule.class, transporter).listen();
                var client = ClientProxyFactory.create(transporter)) {
            assertThat(service.addresses()).isEmpty();
            assertThat(client.request("{cmd: 'sum'}", List.of(1, 2, 3), Integer.class)
                            .block(LIMIT))
                    .isEqualTo(6);
            assertThat(client.send("countdown", 3, Integer.class).collectList().block(LIMIT))
                    .containsExactly(3, 2, 1);
        }
    }

    @Test
    void it_sums_on_tcp() {
        try (var service = Rookery.createMicroservice(
                                AppModule.class,
                                TcpTransporter.builder().port(0).build())
                        .listen();
                var client = ClientProxyFactory.create(
                        TcpTransporter.builder().port(portOf(service)).build())) {
            assertThat(client.request("{cmd: 'sum'}", List.of(1, 2, 3), Integer.class)
                            .block(LIMIT))
                    .isEqualTo(6);
        }
    }

    private static int portOf(dev.rookery.Microservice service) {
        return ((InetSocketAddress) service.addresses().getFirst()).getPort();
    }
}
