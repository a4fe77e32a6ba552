package dev.rookery.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.client.ClientOptions;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.error.RpcException;
import dev.rookery.server.ServerOptions;
import dev.rookery.test.Shop.Api;
import dev.rookery.test.Shop.Diary;
import dev.rookery.test.Shop.ShopModule;
import dev.rookery.transport.MessageContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Events whose end is waited for. */
final class EventTest {

    @Test
    void it_waits_for_all_handlers_and_what_they_return() {
        try (var service = RookeryTest.microservice(ShopModule.class).start()) {
            service.emitAndAwait("sold", "milk");

            assertThat(service.get(Diary.class).entries()).containsExactlyInAnyOrder("sold milk", "restocked milk");
        }
    }

    @Test
    void idle_is_when_the_last_handler_is_done() {
        try (var service = RookeryTest.microservice(ShopModule.class).start()) {
            service.client(Api.class).sold("milk");
            service.client(Api.class).sold("eggs");
            service.awaitIdle();

            assertThat(service.get(Diary.class).entries()).hasSize(4);
        }
    }

    @Test
    void what_a_handler_throws_is_thrown() {
        try (var service = RookeryTest.microservice(ShopModule.class).start()) {
            assertThatThrownBy(() -> service.emitAndAwait("spoilt", "milk"))
                    .isInstanceOf(RpcException.class)
                    .hasMessage("threw milk away");
            assertThatThrownBy(() -> service.emitAndAwait("stolen", "milk"))
                    .isInstanceOf(EventFailedException.class)
                    .hasMessage("A handler of the event stolen failed: java.lang.Exception: milk")
                    .hasCauseInstanceOf(Exception.class);
        }
    }

    @Test
    void an_event_that_nobody_handles_is_told() {
        try (var service = RookeryTest.microservice(ShopModule.class).start()) {
            assertThatThrownBy(() -> service.emitAndAwait("slod", "milk"))
                    .isInstanceOf(NoHandlerException.class)
                    .hasMessage("No handler is bound to the event slod (bound: sold, spoilt, stolen)");
        }
    }

    @Controller
    static final class Slow {
        private final CountDownLatch never = new CountDownLatch(1);
        private volatile Map<String, String> headers = Map.of();

        @EventPattern("wait")
        void waits() throws InterruptedException {
            never.await();
        }

        @EventPattern("look")
        void look(MessageContext context) {
            headers = context.headers();
        }
    }

    @Test
    void waiting_has_a_limit() {
        try (var service = RookeryTest.microservice(module -> module.controllers(Slow.class))
                .clientOptions(
                        ClientOptions.builder().timeout(Duration.ofMillis(30)).build())
                .serverOptions(
                        ServerOptions.builder().drainTimeout(Duration.ZERO).build())
                .start()) {
            assertThatThrownBy(() -> service.emitAndAwait("wait", null))
                    .isInstanceOf(RequestTimeoutException.class)
                    .hasMessage("The handlers of the event wait were not done within PT0.03S");
            assertThatThrownBy(service::awaitIdle)
                    .isInstanceOf(RequestTimeoutException.class)
                    .hasMessage("1 messages were still being handled after PT0.03S");
        }
    }

    @Test
    void handlers_see_the_headers_of_the_sender_alone() {
        try (var service = RookeryTest.microservice(module -> module.controllers(Slow.class))
                .clientOptions(ClientOptions.builder()
                        .dispatchHook(message -> message.header("user", "ann"))
                        .build())
                .start()) {
            service.emitAndAwait("look", null);

            assertThat(service.get(Slow.class).headers).isEqualTo(Map.of("user", "ann"));
        }
    }
}
