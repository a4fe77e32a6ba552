package dev.rookery.examples.demo;

import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.tcp.TcpTransporter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The client of the demo: one step for each thing that a client can do. Ends with 0 if every step went as it should. */
final class DemoClient {
    private final ClientProxy client;
    private final DemoApi api;
    private int steps;
    private int good;

    private DemoClient(ClientProxy client) {
        this.client = client;
        this.api = client.as(DemoApi.class);
    }

    static void main(String[] arguments) throws Exception {
        var began = System.nanoTime();
        try (var tap = new WireTap(Integer.parseInt(arguments[0]), DemoClient::print)) {
            show(tap.port(), began);
        }
    }

    private static void show(int port, long began) {
        try (var client =
                ClientProxyFactory.create(TcpTransporter.builder().port(port).build())) {
            var demo = new DemoClient(client);
            demo.run();
            var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            print("demo: " + demo.good + " of " + demo.steps + " steps went as they should, in " + millis + " ms");
            if (demo.good != demo.steps) {
                System.exit(1);
            }
        }
    }

    private void run() {
        step("a request", 15, () -> api.sum(List.of(1, 2, 3, 4, 5)));
        step("a stream", List.of(3, 2, 1), () -> api.countdown(3).collectList().block());
        step("an event", List.of(new DemoApi.User("Ada")), this::createAda);
        step("an error", "OUT_OF_STOCK", () -> {
            try {
                return api.reserve("rook");
            } catch (RemoteException error) {
                return error.code().orElse("no code");
            }
        });
        step("a pattern that nobody handles", "no handler", () -> {
            try {
                return client.request("nobody", 1, String.class).block();
            } catch (NoHandlerException error) {
                return "no handler";
            }
        });
        step("a timeout", "timed out", () -> {
            try {
                return client.withTimeout(Duration.ofMillis(300))
                        .request("slow", String.class)
                        .block();
            } catch (RequestTimeoutException error) {
                return "timed out";
            }
        });
    }

    private List<DemoApi.User> createAda() throws InterruptedException {
        api.userCreated(new DemoApi.User("Ada"));
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (api.users().isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return api.users();
    }

    private void step(String what, Object expected, Callable<?> call) {
        steps++;
        print(what);
        try {
            var result = call.call();
            var right = Objects.equals(result, expected);
            good += right ? 1 : 0;
            print("  " + result + (right ? "" : "   — expected: " + expected));
        } catch (Exception error) {
            print("  failed: " + error);
        }
    }

    private static synchronized void print(String line) {
        System.out.println(line);
    }
}
