package dev.rookery.examples.demo;

import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.transport.Capability;
import dev.rookery.transport.Transporter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The client of the demo: one step for each thing that a client can do. Ends with 0 if every step went as it should. */
final class DemoClient {
    private final ClientProxy client;
    private final DemoApi api;
    private final Tap tap;
    private final boolean takesObjects;
    private final boolean isTold;
    private final Duration patience;
    private int steps;
    private int good;

    private DemoClient(ClientProxy client, Transporter transporter, Tap tap) {
        this.client = client;
        this.api = client.as(DemoApi.class);
        this.tap = tap;
        this.takesObjects = DemoTransporter.takesObjects(transporter.id());
        var capabilities = transporter.capabilities();
        this.isTold = capabilities.contains(Capability.NO_LISTENER_KNOWN)
                || (capabilities.contains(Capability.SETTLES) && takesObjects);
        // Topics are made on their first use.
        this.patience = Duration.ofMillis(takesObjects ? 300 : 1_000);
    }

    /** Takes the name of a transport, and where the service or the broker listens. */
    static void main(String[] arguments) throws Exception {
        var began = System.nanoTime();
        try (var tap = DemoTransporter.tap(arguments[0], URI.create(arguments[1]), DemoClient::print)) {
            show(DemoTransporter.of(arguments[0], tap.address()), tap, began);
        }
    }

    private static void show(Transporter transporter, Tap tap, long began) {
        try (var client = ClientProxyFactory.create(transporter)) {
            var demo = new DemoClient(client, transporter, tap);
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
        if (takesObjects) {
            step(
                    "a request whose pattern is an object, as Nest writes it",
                    15,
                    () -> client.request("{cmd: 'sum'}", List.of(1, 2, 3, 4, 5), Integer.class)
                            .block());
        }
        step("a stream", List.of(3, 2, 1), () -> api.countdown(3).collectList().block());
        step("an event", List.of(new DemoApi.User("Ada")), this::createAda);
        step("an error", "OUT_OF_STOCK", () -> {
            try {
                return api.reserve("rook");
            } catch (RemoteException error) {
                return error.code().orElse("no code");
            }
        });
        // A broker with one queue for all takes it to a service, which says so. One without need not tell that nobody
        // listens; then it waits in vain.
        step("a pattern that nobody handles", isTold ? "no handler" : "timed out", () -> outcomeOf("nobody"));
        step("a timeout", "timed out", () -> outcomeOf("slow"));
    }

    private String outcomeOf(String pattern) {
        try {
            return String.valueOf(
                    client.withTimeout(patience).request(pattern, String.class).block());
        } catch (NoHandlerException error) {
            return "no handler";
        } catch (RequestTimeoutException error) {
            return "timed out";
        }
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
            tap.show();
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
