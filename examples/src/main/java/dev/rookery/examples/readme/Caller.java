package dev.rookery.examples.readme;

import dev.rookery.client.ClientProxyFactory;
import dev.rookery.tcp.TcpTransporter;
import java.util.List;

/** The client of the first page. */
final class Caller {
    private Caller() {}

    record User(String name) {}

    static void main() {
        try (var math =
                ClientProxyFactory.create(TcpTransporter.builder().port(3001).build())) {
            var sum = math.request("{cmd: 'sum'}", List.of(1, 2, 3), Integer.class)
                    .block();
            System.out.println(sum);
            math.send("countdown", 3, Integer.class)
                    .doOnNext(System.out::println)
                    .blockLast();
            math.emit("user_created", new User("Ada"));
        }
    }
}
