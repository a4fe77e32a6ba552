package dev.rookery.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.transport.TransportSettings;
import dev.rookery.transport.TransporterFactory;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a configuration is asked for. The configuration's own tests give values. */
final class RmqTransporterFactoryTest {

    /** Says nothing, and remembers what it was asked for. */
    private record Nothing(String prefix, Set<String> asked) implements TransportSettings {
        private <T> Optional<T> ask(String option) {
            asked.add(prefix + option);
            return Optional.empty();
        }

        @Override
        public Optional<String> text(String option) {
            asked.add(prefix + option);
            return option.equals("queue") ? Optional.of("orders") : Optional.empty();
        }

        @Override
        public Optional<Integer> number(String option) {
            return ask(option);
        }

        @Override
        public Optional<Long> largeNumber(String option) {
            return ask(option);
        }

        @Override
        public Optional<Double> fraction(String option) {
            return ask(option);
        }

        @Override
        public Optional<Boolean> flag(String option) {
            return ask(option);
        }

        @Override
        public Optional<Duration> duration(String option) {
            return ask(option);
        }

        @Override
        public <E extends Enum<E>> Optional<E> choice(String option, Class<E> type) {
            return ask(option);
        }

        @Override
        public List<String> list(String option) {
            asked.add(prefix + option);
            return List.of();
        }

        @Override
        public TransportSettings section(String name) {
            return new Nothing(prefix + name + ".", asked);
        }

        @Override
        public boolean isEmpty() {
            return true;
        }
    }

    private final Set<String> asked = new TreeSet<>();

    @Test
    void a_configuration_that_names_a_queue_alone_gives_the_defaults() {
        var made = (RmqTransporter) new RmqTransporterFactory().create(new Nothing("", asked));

        assertThat(made.options().toString())
                .isEqualTo(RmqTransporter.builder()
                        .queue("orders")
                        .build()
                        .options()
                        .toString());
    }

    @Test
    void every_option_can_be_configured_that_is_a_text_a_number_or_a_time() {
        var _ = new RmqTransporterFactory().create(new Nothing("", asked));

        var options = Arrays.stream(RmqOptions.class.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !Set.of(
                                "tls",
                                "driver",
                                "topology",
                                "headers",
                                "exchangeArguments",
                                "bindingArguments",
                                "backoff",
                                "queueOptions")
                        .contains(name))
                .toList();
        assertThat(asked).containsAll(options).contains("backoff.first", "queueOptions.durable", "deadLetterQueue");
    }

    @Test
    void it_is_found_by_its_name() {
        assertThat(ServiceLoader.load(TransporterFactory.class))
                .anySatisfy(factory -> assertThat(factory.id()).isEqualTo("rabbitmq"));
    }
}
