package dev.rookery.benchmarks.brokers;

import dev.rookery.benchmarks.process.Caller;
import dev.rookery.benchmarks.process.ClientProcess;
import dev.rookery.benchmarks.process.ServiceProcess;
import dev.rookery.benchmarks.process.Work;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Request and reply as jnats offers them: {@code BareNats <service | virtual | client> <port>}. */
final class BareNats {
    private BareNats() {}

    static void main(String[] arguments) throws Exception {
        var port = Integer.parseInt(arguments[1]);
        var connection = Nats.connect("nats://127.0.0.1:" + port);
        if (arguments[0].equals("client")) {
            ClientProcess.serve(new Client(connection));
        }
        var service = new BareService(arguments[0].equals("virtual"));
        connection
                .createDispatcher(message ->
                        service.answer(message.getData(), reply -> connection.publish(message.getReplyTo(), reply)))
                .subscribe(Packets.ROUTE);
        connection.flush(Duration.ofSeconds(5));
        ServiceProcess.serve(port);
    }

    /** The driver knows which reply is whose. */
    private record Client(Connection connection) implements Caller {
        @Override
        public void call(Work work, Consumer<@Nullable Throwable> done) {
            var _ = connection
                    .request(Packets.ROUTE, Packets.request("1"))
                    .whenComplete((reply, error) -> done.accept(
                            error != null
                                            || Packets.isSum(Packets.read(reply.getData())
                                                    .get("response"))
                                    ? error
                                    : new IllegalStateException("the sum is wrong")));
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
