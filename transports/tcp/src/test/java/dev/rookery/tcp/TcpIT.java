package dev.rookery.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.client.ClientProxyFactory;
import dev.rookery.server.MicroserviceServer;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service and a client. */
final class TcpIT {

    @Test
    void a_request_is_answered() {
        try (var server = MicroserviceServer.builder()
                        .controller(new EchoController())
                        .transporter(TcpTransporter.builder().port(0).build())
                        .start();
                var client = ClientProxyFactory.create(TcpTransporter.builder()
                        .port(((InetSocketAddress) server.addresses().getFirst()).getPort())
                        .build())) {
            assertThat(client.request("{cmd: 'sum'}", List.of(1, 2, 3), Integer.class)
                            .block())
                    .isEqualTo(6);
            assertThat(client.send("countdown", 1000, Integer.class)
                            .collectList()
                            .block())
                    .hasSize(1000)
                    .startsWith(1000, 999)
                    .endsWith(1);
        }
    }
}
