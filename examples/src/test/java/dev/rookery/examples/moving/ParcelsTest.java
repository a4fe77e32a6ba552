package dev.rookery.examples.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.codec.TypeRef;
import dev.rookery.error.RemoteException;
import dev.rookery.nats.NatsRecord;
import dev.rookery.test.RookeryTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The service that has moved, by itself. What it does beside Nest is seen in interop. */
final class ParcelsTest {

    @Test
    void it_answers_shops_and_refuses_others_as_nest_did() {
        try (var service = RookeryTest.microservice(ParcelsModule.class).start()) {
            var client = service.client();

            assertThat(client.request("parcels.countries", null, new TypeRef<List<String>>() {})
                            .block())
                    .isEqualTo(List.of("DE", "FR", "JP"));
            assertThat(client.request("parcels.price", ofShop(new Parcel(7, "FR", 1200)), Price.class)
                            .block())
                    .isEqualTo(new Price(7, 1800));
            assertThatThrownBy(() -> client.request("parcels.price", new Parcel(7, "FR", 1200), Price.class)
                            .block())
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("Forbidden resource");
            assertThatThrownBy(() -> client.request("parcels.price", ofShop(new Parcel(7, "XX", 1200)), Price.class)
                            .block())
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("Nothing is sent to XX");
        }
    }

    private static NatsRecord ofShop(Parcel parcel) {
        return NatsRecord.builder(parcel).header("shop", "toys").build();
    }
}
