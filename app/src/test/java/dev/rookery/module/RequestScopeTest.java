package dev.rookery.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.codec.TypeRef;
import dev.rookery.transport.MessageContext;
import jakarta.inject.Provider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is made for each message, who shares it, and what else becomes so by it. */
final class RequestScopeTest extends CountedProviders {
    // ---- request ----

    record Shop(Basket basket) {}

    record Till(Basket basket) {}

    @Controller
    static final class ShopController {
        private final Shop shop;
        private final Till till;
        private final Shelf shelf;

        ShopController(Shop shop, Till till, Shelf shelf) {
            this.shop = shop;
            this.till = till;
            this.shelf = shelf;
        }

        @MessagePattern("basket")
        String basket(String who) {
            return who + " " + shop.basket().number + " " + shop.basket().begun + " " + (shop.basket() == till.basket())
                    + " " + shelf.number;
        }
    }

    @Module(
            controllers = ShopController.class,
            providers = {Shop.class, Till.class, Basket.class, Shelf.class})
    static final class ShopModule {}

    @Test
    void a_request_scoped_provider_is_made_once_a_message_and_so_is_who_needs_it() {
        Shelf.SHELVES.set(0);
        try (var service = serve(ShopModule.class)) {
            assertThat(MADE).hasValue(0);
            assertThat(ask("basket", "Ada")).isEqualTo("Ada 1 begun true 1");
            assertThat(ask("basket", "Bob")).isEqualTo("Bob 2 begun true 1");
            assertThat(service).isNotNull();
        }
    }

    // ---- the message itself ----

    record Audit(RequestContext request) {
        String told() {
            return request.pattern() + " " + request.data(Map.class) + " "
                    + request.data(new TypeRef<Map<String, Integer>>() {}) + " "
                    + request.payload().isAbsent() + " "
                    + request.as(MessageContext.class)
                            .map(MessageContext::transport)
                            .orElse("none") + " "
                    + request.execution().handler().getName();
        }
    }

    @Controller
    static final class AuditController {
        private final Audit audit;

        AuditController(Audit audit) {
            this.audit = audit;
        }

        @MessagePattern("{cmd: 'audit'}")
        String audit() {
            return audit.told();
        }
    }

    @Module(controllers = AuditController.class, providers = Audit.class)
    static final class AuditModule {}

    @Test
    void the_message_can_be_injected() {
        try (var service = serve(AuditModule.class)) {
            assertThat(ask("{cmd: 'audit'}", Map.of("id", 7)))
                    .isEqualTo("{\"cmd\":\"audit\"} {id=7} {id=7} false memory audit");
            assertThat(service).isNotNull();
        }
    }

    // ---- singletons stay singletons ----

    @Controller
    static final class LaterController {
        static final AtomicInteger CONTROLLERS = new AtomicInteger();
        private final Provider<Basket> basket;

        LaterController(Provider<Basket> basket) {
            CONTROLLERS.incrementAndGet();
            this.basket = basket;
        }

        @MessagePattern("later")
        String later() {
            var first = basket.get();
            return first.number + " " + (first == basket.get());
        }
    }

    @Module(controllers = LaterController.class, providers = Basket.class)
    static final class LaterModule {
        final Provider<Basket> basket;

        LaterModule(Provider<Basket> basket) {
            this.basket = basket;
        }
    }

    @Test
    void a_provider_of_it_gives_that_of_the_message_and_keeps_a_singleton_one() {
        LaterController.CONTROLLERS.set(0);
        try (var service = serve(LaterModule.class)) {
            assertThat(client.request("later", String.class).block(LIMIT)).isEqualTo("1 true");
            assertThat(client.request("later", String.class).block(LIMIT)).isEqualTo("2 true");
            assertThat(LaterController.CONTROLLERS).hasValue(1);
            assertThat(catchThrowable(
                            () -> service.get(LaterModule.class).basket.get()))
                    .isInstanceOf(WiringException.class)
                    .hasMessage(
                            "Basket (LaterModule) is request-scoped, and this thread handles no message: ask for it in a handler, or"
                                    + " in what a handler calls");
        }
    }

    // ---- events ----

    @Controller
    static final class EventController {
        EventController(Basket basket) {
            HEARD.add("basket " + basket.number);
        }

        @EventPattern("happened")
        void happened() {}

        @MessagePattern("asked")
        String asked() {
            return HEARD.toString();
        }
    }

    @Module(controllers = EventController.class, providers = Basket.class)
    static final class EventModule {}

    @Test
    void an_event_is_a_message_too() {
        try (var service = serve(EventModule.class)) {
            client.emit("happened", null).block(LIMIT);
            org.awaitility.Awaitility.await()
                    .untilAsserted(() -> assertThat(HEARD).containsExactly("basket 1"));
            assertThat(service).isNotNull();
        }
    }

    // ---- what lives shorter, by way of something else ----

    @Injectable(scope = Scope.TRANSIENT)
    record Note(RequestContext request) {}

    interface Piece {}

    record Wheel(RequestContext request) implements Piece {}

    static final class Frame implements Piece {}

    @Controller
    static final class IndirectController {
        private final Note one;
        private final Note other;
        private final List<Piece> parts;
        private final Optional<Basket> basket;

        IndirectController(Note one, Note other, List<Piece> parts, Optional<Basket> basket) {
            this.one = one;
            this.other = other;
            this.parts = parts;
            this.basket = basket;
        }

        @MessagePattern("indirect")
        @SuppressWarnings("ReferenceEquality") // whether there are two of them
        String indirect(String who) {
            return who + " " + (one != other) + " " + one.request().data(String.class) + " " + parts.size() + " "
                    + basket.map(found -> found.number).orElse(0);
        }
    }

    @Module(
            controllers = IndirectController.class,
            providers = {Note.class, Wheel.class, Frame.class, Basket.class})
    static final class IndirectModule {}

    @Test
    void what_is_transient_optional_or_one_of_many_counts_too() {
        try (var service = serve(IndirectModule.class)) {
            assertThat(ask("indirect", "a")).isEqualTo("a true a 2 1");
            assertThat(ask("indirect", "b")).isEqualTo("b true b 2 2");
            assertThat(service).isNotNull();
        }
    }
}
