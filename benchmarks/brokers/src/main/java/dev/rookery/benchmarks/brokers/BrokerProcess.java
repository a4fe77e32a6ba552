package dev.rookery.benchmarks.brokers;

import dev.rookery.benchmarks.process.ServiceProcess;
import dev.rookery.brokers.Broker;
import dev.rookery.brokers.Brokers;
import dev.rookery.brokers.KafkaBroker;
import dev.rookery.brokers.MosquittoBroker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker of one's own, as it comes: {@code BrokerProcess <transport>}. It ends with this process. */
final class BrokerProcess {
    /** What the services of the benchmarks serve. Nest's do not start where a topic is missing. */
    private static final List<String> TOPICS = List.of(
            "math.sum",
            "math.sum-non-blocking",
            "math.sum-piped",
            "math.sum.reply",
            "math.sum-non-blocking.reply",
            "echo",
            "stream",
            "wait",
            "handled",
            "event",
            "event-non-blocking",
            "event-batch");

    private BrokerProcess() {}

    static void main(String[] arguments) throws Exception {
        ServiceProcess.serve(start(arguments[0]).port());
    }

    private static Broker start(String transport) throws ExecutionException, InterruptedException {
        return switch (transport) {
            case "kafka" -> kafka();
            // Without it, who waits for one answer after the other waits for delayed acknowledgements of TCP most of
            // the time.
            case "mqtt" ->
                MosquittoBroker.builder().config("set_tcp_nodelay true").start();
            default -> Brokers.start(transport);
        };
    }

    private static Broker kafka() throws ExecutionException, InterruptedException {
        var broker = KafkaBroker.start();
        try (var admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + broker.port()))) {
            admin.createTopics(TOPICS.stream()
                            .map(topic -> new NewTopic(topic, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        return broker;
    }
}
