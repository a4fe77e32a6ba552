package dev.rookery.benchmarks.rookery;

import dev.rookery.benchmarks.process.Caller;
import dev.rookery.benchmarks.process.Work;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.transport.Transporter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Our client, with its defaults. */
public final class RookeryCaller implements Caller {
    private final ClientProxy client;
    private final String sum;

    private RookeryCaller(ClientProxy client, String sum) {
        this.client = client;
        this.sum = sum;
    }

    /**
     * Connects. Blocks.
     *
     * @param transporter to where
     * @param sum the pattern that adds up
     * @return a connected client
     */
    public static RookeryCaller connect(Transporter transporter, String sum) {
        var client = ClientProxyFactory.create(transporter);
        client.connect().block();
        return new RookeryCaller(client, sum);
    }

    @Override
    public void call(Work work, Consumer<@Nullable Throwable> done) {
        switch (work) {
            case SUM -> request(sum, Work.NUMBERS, Integer.class, 15, done);
            case ECHO_1K, ECHO_64K -> request("echo", work.text(), String.class, work.text(), done);
            case STREAM -> stream(done);
            default -> throw work.notHere();
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
