package dev.rookery.redis;

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
final class RedisTransporterFactoryTest {

    /** Says nothing, and remembers what it was asked for. */
    private record Nothing(String prefix, Set<String> asked) implements TransportSettings {
        private <T> Optional<T> ask(String option) {
            asked.add(prefix + option);
            return Optional.empty();
        }

        @Override
        public Optional<String> text(String option) {
            return ask(option);
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
    void it_is_found_by_the_service_loader() {
        assertThat(ServiceLoader.load(TransporterFactory.class))
                .extracting(TransporterFactory::id)
                .contains(RedisTransporter.ID);
    }

    @Test
    void where_nothing_is_said_the_defaults_of_code_hold() {
        var made = new RedisTransporterFactory().create(new Nothing("", asked));

        assertThat(((RedisTransporter) made).options())
                .usingRecursiveComparison()
                .ignoringFields("redisUri", "clientOptions")
                .isEqualTo(RedisTransporter.builder().build().options());
    }

    @Test
    void every_option_is_asked_for_but_what_only_code_can_give() {
        new RedisTransporterFactory().create(new Nothing("", asked));

        var options = Arrays.stream(RedisOptions.class.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(option -> !Set.of("redisUri", "clientOptions").contains(option))
                .toList();
        assertThat(options).allMatch(option -> asked.stream().anyMatch(each -> (each + ".").startsWith(option + ".")));
        assertThat(asked).contains("username", "password", "tls.enabled", "tls.trust", "backoff.first");
    }
}
