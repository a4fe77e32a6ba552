package dev.rookery.benchmarks.brokers;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.NonBlocking;
import dev.rookery.benchmarks.rookery.Handled;
import dev.rookery.benchmarks.rookery.Sums;
import dev.rookery.kafka.KafkaBatch;
import dev.rookery.module.Module;
import java.util.List;

/** What our service serves on Kafka, where patterns are names of topics. */
@Module(controllers = KafkaModule.Handlers.class, providers = Handled.class)
final class KafkaModule {

    /** What clients ask for. */
    @Controller
    static final class Handlers {
        private final Handled handled;

        Handlers(Handled handled) {
            this.handled = handled;
        }

        @MessagePattern("math.sum")
        int sum(List<Integer> numbers) {
            return Sums.add(numbers);
        }

        @MessagePattern("math.sum-non-blocking")
        @NonBlocking
        int sumNonBlocking(List<Integer> numbers) {
            return Sums.add(numbers);
        }

        @EventPattern("event")
        void event(List<Integer> numbers) {
            Sums.add(numbers);
            handled.increment();
        }

        @EventPattern("event-non-blocking")
        @NonBlocking
        void eventNonBlocking(List<Integer> numbers) {
            Sums.add(numbers);
            handled.increment();
        }

        @EventPattern("event-batch")
        @KafkaBatch
        void eventBatch(List<List<Integer>> events) {
            events.forEach(Sums::add);
            handled.add(events.size());
        }
    }
}
