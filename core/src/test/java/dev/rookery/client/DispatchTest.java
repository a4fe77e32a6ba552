package dev.rookery.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.error.ConnectionLostException;
import dev.rookery.observation.OutgoingMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What leaves: requests and events, as dispatch hooks change them. */
final class DispatchTest extends WiredClient {
    @Test
    void a_hook_that_fails_in_any_way_fails_the_call() {
        for (var failure : List.of(new IllegalStateException("hook"), new AssertionError("hook"))) {
            options(builder -> builder.dispatchHook(message -> DispatchTest.<RuntimeException>sneak(failure)));

            StepVerifier.create(send()).expectErrorMatches(failure::equals).verify(SOON);
            core.close();
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable error) throws E {
        throw (E) error;
    }

    @Test
    void metadata_and_headers_travel_apart_where_the_transport_has_headers() {
        options(builder -> builder.dispatchHook(DispatchTest::mark));
        wire.whenSent = (same, id) -> same.end(id);

        send().blockLast(SOON);

        assertThat(wire.sent.getLast().metadata()).isEqualTo(Map.of("a", 1));
        assertThat(wire.sent.getLast().headers()).isEqualTo(Map.of("traceparent", "t", "a", "header"));
    }

    @Test
    void headers_join_the_metadata_where_it_has_none() {
        wire.capabilities.clear();
        options(builder -> builder.dispatchHook(DispatchTest::mark));
        wire.whenSent = (same, id) -> same.end(id);

        send().blockLast(SOON);
        client().emit("e", 1).block(SOON);

        assertThat(wire.sent).hasSize(2).allSatisfy(message -> {
            assertThat(message.metadata()).isEqualTo(Map.of("a", 1, "traceparent", "t"));
            assertThat(message.headers()).isEmpty();
        });
    }

    private static void mark(OutgoingMessage message) {
        message.metadata(Map.of("a", 1));
        message.header("traceparent", "t");
        message.header("a", "header");
    }

    @Test
    void an_event_leaves_at_once_and_its_error_is_given() {
        client().emit("e", 1);
        assertThat(wire.sent).hasSize(1);

        wire.emitting = Mono.error(new ConnectionLostException("lost"));
        StepVerifier.create(client().emit("e", 1))
                .expectError(ConnectionLostException.class)
                .verify(SOON);
    }

    @Test
    void a_hook_that_fails_fails_the_event() {
        options(builder -> builder.dispatchHook(message -> {
            throw new IllegalStateException("hook");
        }));

        StepVerifier.create(client().emit("e", 1)).expectErrorMessage("hook").verify(SOON);
    }
}
