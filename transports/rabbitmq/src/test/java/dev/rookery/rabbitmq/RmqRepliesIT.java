package dev.rookery.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.error.RemoteException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Replies that cannot be sent: their callers hear of it, and no request counts as answered that is not. */
final class RmqRepliesIT extends WithQueue {
    private static final int REQUESTS = 64;

    @ParameterizedTest
    @EnumSource(RmqAcknowledgement.class)
    void a_reply_that_finds_no_room_is_an_error_and_the_request_is_settled_with_that(RmqAcknowledgement acknowledgement)
            throws IOException {
        var service = new Large();
        // One reply at a time may wait for the broker.
        var server = serve(options -> options.acknowledgement(acknowledgement).maxUnsentBytes(1), service);
        var client = client(options -> options);

        var replies = Flux.range(0, REQUESTS)
                .flatMap(
                        index -> client.request("large", index, String.class)
                                .map(reply -> "a reply")
                                .onErrorResume(RemoteException.class, error -> Mono.just("an error")),
                        REQUESTS)
                .collectList()
                .block(WAIT);

        assertThat(replies).hasSize(REQUESTS).contains("an error").contains("a reply");
        assertThat(service.calls).as("none is handled twice").hasValue(REQUESTS);
        server.stop(WAIT);
        var open = acknowledgement == RmqAcknowledgement.MANUAL ? REQUESTS : 0;
        await().atMost(WAIT).untilAsserted(() -> assertThat(raw.count(queue)).isEqualTo(open));
    }

    @ParameterizedTest
    @EnumSource(RmqAcknowledgement.class)
    void a_stream_whose_next_value_finds_no_room_ends_in_an_error(RmqAcknowledgement acknowledgement)
            throws IOException {
        var service = new Large();
        var server = serve(options -> options.acknowledgement(acknowledgement).maxUnsentBytes(1), service);
        var client = client(options -> options);

        var ends = Flux.range(0, REQUESTS)
                .flatMap(
                        index -> client.send("large.stream", index, String.class)
                                .then(Mono.just("the end"))
                                .onErrorResume(RemoteException.class, error -> Mono.just("an error")),
                        REQUESTS)
                .collectList()
                .block(WAIT);

        assertThat(ends).hasSize(REQUESTS).contains("an error");
        await().atMost(WAIT).untilAsserted(() -> assertThat(server.inFlight()).isZero());
        server.stop(WAIT);
        var open = acknowledgement == RmqAcknowledgement.MANUAL ? REQUESTS : 0;
        await().atMost(WAIT).untilAsserted(() -> assertThat(raw.count(queue)).isEqualTo(open));
    }

    @Test
    void headers_that_fit_no_frame_are_an_error_and_harm_nothing_else() {
        serve(options -> options, new Large());
        var client = client(options -> options);
        var tooLarge = RmqRecord.builder(1).header("large", Large.TEXT).build();

        assertThatThrownBy(
                        () -> client.request("large.headers", 1, String.class).block(WAIT))
                .isInstanceOf(RemoteException.class);
        assertThatThrownBy(() ->
                        client.request("large.headers", tooLarge, String.class).block(WAIT))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("headers")
                .hasMessageContaining("frame_max");
        assertThatThrownBy(() -> client.emit("noted", tooLarge).block(WAIT))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("headers");
        client.emit("noted", 1).block(WAIT);
        client.emit("noted", 1).block(WAIT);
    }

    /** Each reply is more than a socket takes at once. */
    static final class Large {
        private static final String TEXT = "x".repeat(400_000);

        private final AtomicInteger calls = new AtomicInteger();

        @MessagePattern("large")
        String large() {
            calls.incrementAndGet();
            return TEXT;
        }

        @MessagePattern("large.headers")
        RmqRecord headers() {
            return RmqRecord.builder(1).header("large", TEXT).build();
        }

        @MessagePattern("large.stream")
        Flux<String> stream() {
            calls.incrementAndGet();
            return Flux.just(TEXT, TEXT, TEXT);
        }
    }
}
