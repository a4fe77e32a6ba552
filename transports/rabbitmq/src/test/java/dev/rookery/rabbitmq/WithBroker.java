package dev.rookery.rabbitmq;

import dev.rookery.brokers.Broker;
import dev.rookery.brokers.RabbitBroker;
import dev.rookery.server.MicroserviceServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Tests of one class share a broker. What a test opens is closed after it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WithBroker {
    static final Duration WAIT = Duration.ofSeconds(20);

    final List<AutoCloseable> opened = new ArrayList<>();
    Broker broker;
    Raw raw;

    @BeforeAll
    void startBroker() throws IOException, TimeoutException {
        broker = RabbitBroker.start();
        raw = new Raw(broker);
    }

    @AfterEach
    void close() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
        opened.clear();
    }

    @AfterAll
    void stopBroker() {
        raw.close();
        broker.close();
    }

    /** Serves with a queue for dead letters beside. */
    final MicroserviceServer server(String queue, UnaryOperator<RmqTransporter.Builder> options, Object handler) {
        return track(Services.serve(
                broker, handler, builder -> options.apply(builder.queue(queue).deadLetterQueue(queue + ".dead"))));
    }

    final MicroserviceServer track(MicroserviceServer server) {
        opened.add(() -> server.stop(Duration.ZERO));
        return server;
    }
}
