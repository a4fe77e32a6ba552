package dev.rookery.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rookery.brokers.NatsBroker;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.RemoteException;
import dev.rookery.nats.NatsTransporter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What docs/beside-nest.md shows: Java calls a shop in Nest, and that calls the parcels in Java. */
final class BesideNestIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void nest_between_a_caller_and_a_service_in_java_hands_on_values_and_errors() {
        try (var broker = NatsBroker.start();
                var client = ClientProxyFactory.create(
                        NatsTransporter.builder().servers(broker.url()).build());
                var _ = ParcelsProcess.start(broker.url());
                var _ = shop(broker.url())) {

            assertThat(client.request("shop.offer", parcel("FR"), String.class).block(LIMIT))
                    .isEqualTo("1800 cents");

            var error = catchThrowableOfType(
                    RemoteException.class,
                    () -> client.request("shop.offer", parcel("XX"), String.class)
                            .block(LIMIT));
            assertThat(error.code()).contains("NO_OFFER");
            assertThat(error.error()).isEqualTo(Map.of("code", "NO_OFFER", "reason", "Nothing is sent to XX"));
        }
    }

    private static NestProcess shop(String address) {
        var flags = List.of("--transport", "nats", "--options", "{\"servers\":[\"" + address + "\"]}");
        return NestProcess.start(NestVersion.V12, "shop-service", flags, line -> {});
    }

    private static Map<String, Object> parcel(String country) {
        return Map.of("id", 7, "country", country, "grams", 1200);
    }
}
