package dev.rookery.architecture.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One name is one thing everywhere: of one type, and with one default, but for those that say why not. */
final class OptionNamesTest {

    /** What differs, and why. */
    private static final Map<String, String> OTHER_DEFAULTS = Map.of(
            "port", "each transport has its own",
            "host", "of HTTP: all addresses of the machine, as in Nest",
            "username", "of RabbitMQ: whom a fresh broker lets in",
            "password", "of RabbitMQ: the same",
            "idleTimeout", "of TCP: Nest's clients keep their connections open; HTTP and WebSocket talk to strangers",
            "maxUnsentBytes", "of WebSocket: there are thousands of clients, of which one waits for little",
            "maxMessageBytes", "of WebSocket: it talks to strangers",
            "pingInterval", "of WebSocket: what stands between drops connections that are silent for a minute",
            "connectTimeout", "of NATS: its driver tells of a refused login only when it is over",
            "compression", "of Kafka: the driver's own word for none");

    /** What is another type, and why. */
    private static final Map<String, String> OTHER_TYPES = Map.of(
            "keepAlive", "what is asked, and by whom, is the protocol's",
            "failures", "what can become of a message is the broker's",
            "compression", "of HTTP: its clients choose",
            "driver", "each has its own",
            "queue", "a group of NATS, a queue of RabbitMQ");

    static Stream<Map.Entry<String, List<Named>>> shared() {
        return Subject.all()
                .flatMap(subject -> subject.options().stream()
                        .filter(option -> !option.path().contains("."))
                        .map(option -> new Named(subject, option)))
                .collect(Collectors.groupingBy(named -> named.option().path(), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .filter(named -> named.getValue().size() > 1);
    }

    /**
     * An option of somebody.
     *
     * @param subject who has it
     * @param option what it is
     */
    record Named(Subject subject, Option option) {
        @Override
        public String toString() {
            return subject + ": " + option.type().getTypeName() + " " + option.value();
        }
    }

    @ParameterizedTest
    @MethodSource("shared")
    void options_of_one_name_have_one_type(Map.Entry<String, List<Named>> shared) {
        var types =
                shared.getValue().stream().map(named -> named.option().type()).collect(Collectors.toSet());

        assertThat(types.size() == 1 || OTHER_TYPES.containsKey(shared.getKey()))
                .as("%s is %s", shared.getKey(), shared.getValue())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("shared")
    void options_of_one_name_have_one_default(Map.Entry<String, List<Named>> shared) {
        var values = shared.getValue().stream()
                .map(named -> DefaultText.of(named.option().value()).orElse("…"))
                .collect(Collectors.toSet());

        assertThat(values.size() == 1 || known().contains(shared.getKey()))
                .as("%s is %s", shared.getKey(), shared.getValue())
                .isTrue();
    }

    private static Set<String> known() {
        return Stream.concat(OTHER_DEFAULTS.keySet().stream(), OTHER_TYPES.keySet().stream())
                .collect(Collectors.toSet());
    }
}
