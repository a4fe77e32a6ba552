package dev.rookery.examples.beside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RemoteException;
import dev.rookery.test.RookeryTest;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Errors of both sides of the page on Nest's fleets. What Nest makes of them is seen in interop. */
final class OffersTest {
    private static final Parcel PARCEL = new Parcel(7, "FR", 1200);

    @Test
    void callers_see_what_was_thrown_for_them() {
        try (var service = RookeryTest.microservice(module -> module.controllers(OffersController.class))
                .start()) {
            var client = service.client();

            assertThat(error(client.request("offers.of", "x-1", String.class)::block))
                    .isEqualTo(Map.of("code", "OUT_OF_STOCK", "sku", "x-1"));
            assertThat(error(client.request("offers.of", " ", String.class)::block))
                    .isEqualTo(Map.of("status", "error", "statusCode", 400, "message", "No sku was given"));
        }
    }

    @Test
    void a_shop_that_is_not_there_makes_no_offer() {
        assertThat(new Offers(parcel -> parcel.country()).offer(PARCEL)).contains("FR");
        assertThat(new Offers(_ -> {
                            throw new NoHandlerException("shop.offer is served by nobody");
                        })
                        .offer(PARCEL))
                .isEmpty();
    }

    private static @Nullable Object error(ThrowingCallable call) {
        return catchThrowableOfType(RemoteException.class, call).error();
    }
}
