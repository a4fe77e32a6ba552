package dev.rookery.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rookery.brokers.NatsBroker;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.nats.NatsTransporter;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The steps of docs/moving-from-nest.md, each under load, between processes that are started and stopped as they are in production. */
final class MovingIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MANY = 400;
    private static final int STOPPED_BY_SIGTERM = 143;

    @ParameterizedTest
    @EnumSource
    void a_service_moves_from_nest_to_java_and_back_and_no_message_is_lost_or_handled_twice(NestVersion version)
            throws Exception {
        try (var broker = NatsBroker.start();
                var client = ClientProxyFactory.create(
                        NatsTransporter.builder().servers(broker.url()).build())) {
            var inNest = new ConcurrentLinkedQueue<String>();

            try (var nest = nest(version, broker.url(), inNest);
                    var traffic = new ParcelsTraffic(client)) {
                traffic.awaitMore(MANY);
                try (var java = ParcelsProcess.start(broker.url())) {
                    var nestAlone = priced(inNest).size();

                    traffic.awaitMore(MANY); // both
                    assertThat(priced(inNest)).hasSizeGreaterThan(nestAlone + MANY / 10);
                    assertThat(priced(java.lines())).hasSizeGreaterThan(MANY / 10);

                    nest.stop();
                    traffic.awaitMore(MANY); // Java alone
                    assertThat(traffic.failures()).isEmpty();

                    try (var again = nest(version, broker.url(), inNest)) { // a way back
                        traffic.awaitMore(MANY);
                        assertThat(java.stop()).isEqualTo(STOPPED_BY_SIGTERM);
                        traffic.awaitMore(MANY); // Nest alone

                        var parcels = traffic.stop();
                        assertThat(traffic.failures()).isEmpty();
                        everyOneOnce(parcels, inNest, java.lines());
                        again.stop();
                    }
                }
            }
        }
    }

    private static NestProcess nest(NestVersion version, String address, Queue<String> lines) {
        var flags = List.of("--transport", "nats", "--options", "{\"servers\":[\"" + address + "\"]}");
        return NestProcess.start(
                version,
                "parcels-service",
                flags,
                line -> lines.add(line.get("log").asString()));
    }

    private static void everyOneOnce(int parcels, Collection<String> inNest, Collection<String> inJava) {
        for (var what : List.of("priced", "sent")) {
            await().atMost(LIMIT).untilAsserted(() -> {
                var handled = Stream.concat(numbers(what, inNest).stream(), numbers(what, inJava).stream())
                        .toList();
                var missing =
                        new HashSet<>(IntStream.rangeClosed(1, parcels).boxed().toList());
                handled.forEach(missing::remove);
                assertThat(missing).as("never %s", what).isEmpty();
                assertThat(handled).as("%s in all", what).hasSize(parcels);
            });
        }
    }

    private static List<Integer> priced(Collection<String> lines) {
        return numbers("priced", lines);
    }

    private static List<Integer> numbers(String what, Collection<String> lines) {
        var number = Pattern.compile("\\b" + what + " (\\d+)$");
        return lines.stream()
                .flatMap(line -> number.matcher(line).results())
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }
}
