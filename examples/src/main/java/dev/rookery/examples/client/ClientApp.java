package dev.rookery.examples.client;

import dev.rookery.client.ClientProxyFactory;
import dev.rookery.tcp.TcpTransporter;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The client without modules: it calls the service and ends. */
final class ClientApp {
    private ClientApp() {}

    static void main() {
        var log = LoggerFactory.getLogger(ClientApp.class);
        try (var client =
                ClientProxyFactory.create(TcpTransporter.builder().port(3001).build())) {
            MathApi math = client.as(MathApi.class);
            log.info("1 + 2 + 3 = {}", math.sum(List.of(1, 2, 3)));
            math.countdown(3).doOnNext(number -> log.info("{}", number)).blockLast();
            math.userCreated(new User("Ada"));
        }
    }
}
