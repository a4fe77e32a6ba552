package dev.rookery.benchmarks.tcp;

import dev.rookery.benchmarks.process.Caller;
import dev.rookery.benchmarks.process.ClientProcess;
import dev.rookery.benchmarks.process.Work;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.tcp.TcpTransporter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Our client, with its defaults. */
final class RookeryClient implements Caller {
    private final ClientProxy client;

    private RookeryClient(ClientProxy client) {
        this.client = client;
    }

    static void main(String[] arguments) {
        var transporter = TcpTransporter.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .build();
        var client = ClientProxyFactory.create(transporter);
        client.connect().block();
        ClientProcess.serve(new RookeryClient(client));
    }

    @Override
    public void call(Work work, Consumer<@Nullable Throwable> done) {
        switch (work) {
            case SUM -> request("{cmd: 'sum'}", Work.NUMBERS, Integer.class, 15, done);
            case ECHO_1K, ECHO_64K -> request("echo", work.text(), String.class, work.text(), done);
            case STREAM -> stream(done);
        }
    }

    private <T> void request(
            String pattern, Object data, Class<T> type, T expected, Consumer<@Nullable Throwable> done) {
        client.request(pattern, data, type).subscribe(value -> expect(value, expected), done, () -> done.accept(null));
    }

    private void stream(Consumer<@Nullable Throwable> done) {
        var count = new int[1];
        client.send("stream", Work.VALUES, Integer.class)
                .subscribe(
                        value -> expect(value, count[0]++),
                        done,
                        () -> done.accept(
                                count[0] == Work.VALUES ? null : new IllegalStateException(count[0] + " values")));
    }

    private static void expect(Object actual, Object expected) {
        if (!actual.equals(expected)) {
            throw new IllegalStateException(actual + " came, " + expected + " was expected");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
