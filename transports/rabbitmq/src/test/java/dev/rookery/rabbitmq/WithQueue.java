package dev.rookery.rabbitmq;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxy;
import dev.rookery.server.MicroserviceServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Flux;

/** Each test has a queue of its own, which its servers and clients use. */
abstract class WithQueue extends WithBroker {
    String queue = "";

    @BeforeEach
    void newQueue() {
        queue = Services.newQueue();
    }

    final MicroserviceServer serve(UnaryOperator<RmqTransporter.Builder> options, Object controller) {
        var server = Services.serve(broker, controller, builder -> options.apply(builder.queue(queue)));
        opened.add(() -> server.stop(Duration.ZERO));
        return server;
    }

    final ClientProxy client(UnaryOperator<RmqTransporter.Builder> options) {
        var client = Services.client(broker, builder -> options.apply(builder.queue(queue)));
        opened.add(client);
        return client;
    }

    /** Remembers events, and answers. */
    static final class Service {
        final List<String> notes = new CopyOnWriteArrayList<>();
        final AtomicInteger made = new AtomicInteger();

        @EventPattern("note")
        void note(Object data) {
            notes.add(String.valueOf(data));
        }

        @EventPattern("stock.*.ibm")
        void stock(Object data, RmqContext context) {
            notes.add(context.pattern() + " " + data);
        }

        @EventPattern("fails")
        void fails() {
            throw new IllegalStateException("on purpose");
        }

        @MessagePattern("echo")
        int echo(int number) {
            return number;
        }

        @MessagePattern("long")
        String ofLength(int characters) {
            return "x".repeat(characters);
        }

        @MessagePattern("nothing")
        void nothing(int number) {}

        @MessagePattern("count")
        Flux<Integer> count(int to) {
            return Flux.range(0, to);
        }

        @MessagePattern("endless")
        Flux<Integer> endless() {
            return Flux.range(0, Integer.MAX_VALUE).doOnNext(value -> made.incrementAndGet());
        }

        @MessagePattern("properties")
        String properties(String data, RmqContext context) {
            var properties = context.properties();
            return data + " " + context.headers().get("tenant") + " "
                    + context.headers().get("kind") + " mode="
                    + properties.getDeliveryMode() + " priority=" + properties.getPriority() + " expiration="
                    + properties.getExpiration() + " " + properties.getMessageId() + " " + properties.getType() + " "
                    + properties.getContentType() + " " + properties.getUserId() + " "
                    + properties.getTimestamp().toInstant().getEpochSecond();
        }
    }
}
