package dev.rookery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.ReplyTimeout;
import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.error.UndecodableReplyException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.server.MicroserviceServer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.ParallelFlux;

/** What each kind of method of a contract does, by what it returns. */
final class TypedClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final InMemoryTransporter transporter = new InMemoryTransporter();
    private final Service service = new Service();
    private final MicroserviceServer server = MicroserviceServer.builder()
            .controller(service)
            .transporter(transporter)
            .start();
    private final ClientProxy client = ClientProxyFactory.create(transporter);

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    interface Api {
        @MessagePattern("twice")
        int twice(int number);

        @MessagePattern("twice")
        Mono<Integer> later(int number);

        @MessagePattern("twice")
        CompletableFuture<Integer> future(int number);

        @MessagePattern("count")
        Flux<Integer> count(int to);

        @MessagePattern("count")
        Publisher<Integer> counted(int to);

        @MessagePattern("count")
        void countAll(int to);

        @MessagePattern("count")
        Mono<Void> countAllLater(int to);

        @MessagePattern("count")
        CompletionStage<Void> countAllInFuture(int to);

        @MessagePattern("nothing")
        @Nullable Integer nothing();

        @MessagePattern("none")
        int none();

        @MessagePattern("never")
        @ReplyTimeout("PT0.05S")
        String never();

        @EventPattern("told")
        void tell(String what);

        @EventPattern("told")
        Mono<Void> tellLater(String what);

        @EventPattern("told")
        CompletableFuture<Void> tellInFuture(String what);

        default int fourTimes(int number) {
            return twice(twice(number));
        }
    }

    static final class Service {
        final Queue<String> told = new ConcurrentLinkedQueue<>();
        final Queue<Integer> counted = new ConcurrentLinkedQueue<>();

        @MessagePattern("twice")
        int twice(int number) {
            return 2 * number;
        }

        @MessagePattern("count")
        Flux<Integer> count(int to) {
            return Flux.range(1, to).doOnComplete(() -> counted.add(to));
        }

        @MessagePattern("nothing")
        @Nullable Integer nothing() {
            return null;
        }

        @MessagePattern("none")
        Flux<Integer> none() {
            return Flux.empty();
        }

        @MessagePattern("never")
        Mono<String> never() {
            return Mono.never();
        }

        @EventPattern("told")
        void told(String what) {
            told.add(what);
        }
    }

    @Test
    void one_reply_is_waited_for_or_promised() {
        var api = client.as(Api.class);

        assertThat(api.twice(2)).isEqualTo(4);
        assertThat(api.later(2).block(LIMIT)).isEqualTo(4);
        assertThat(api.future(2)).succeedsWithin(LIMIT).isEqualTo(4);
        assertThat(api.fourTimes(2)).isEqualTo(8);
        assertThat(api.nothing()).isNull();
        assertThatThrownBy(api::none)
                .isInstanceOf(UndecodableReplyException.class)
                .hasMessageContaining("let it return the wrapper type");
    }

    @Test
    void many_replies_are_a_stream_and_their_end_is_waited_for_where_nothing_is_returned() {
        var api = client.as(Api.class);

        assertThat(api.count(3).collectList().block(LIMIT)).containsExactly(1, 2, 3);
        assertThat(Flux.from(api.counted(2)).collectList().block(LIMIT)).containsExactly(1, 2);
        assertThat(service.counted).containsExactly(3, 2);
        api.countAll(4);
        assertThat(service.counted).contains(4);
        assertThat(api.countAllLater(5).blockOptional(LIMIT)).isEmpty();
        assertThat(service.counted).contains(5);
        assertThat(api.countAllInFuture(6).toCompletableFuture()).succeedsWithin(LIMIT);
        assertThat(service.counted).contains(6);
    }

    @Test
    void events_are_sent_at_once_and_what_is_returned_tells_that_they_are() {
        var api = client.as(Api.class);

        api.tell("waited for");
        var later = api.tellLater("later");
        assertThat(api.tellInFuture("in future")).succeedsWithin(LIMIT);

        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(service.told).containsExactlyInAnyOrder("waited for", "later", "in future"));
        assertThat(later.blockOptional(LIMIT)).isEmpty();
        assertThat(service.told).hasSize(3);
    }

    @Test
    void a_method_may_have_a_timeout_of_its_own() {
        var api = client.as(Api.class);

        assertThatThrownBy(api::never).isInstanceOf(RequestTimeoutException.class);
    }

    @Test
    void it_is_equal_to_itself_and_says_what_it_is() {
        var api = client.as(Api.class);
        var known = new HashSet<>(List.of(api));

        assertThat(known).contains(api).doesNotContain(client.as(Api.class));
        assertThat(api).hasToString("Api client");
    }

    interface ManyPatterns {
        @MessagePattern({"one", "other"})
        int ask();
    }

    interface TwoKinds {
        @MessagePattern("one")
        @EventPattern("other")
        void ask();
    }

    interface EventWithReply {
        @EventPattern("told")
        int tell();
    }

    interface OtherPublisher {
        @MessagePattern("count")
        ParallelFlux<Integer> count();
    }

    interface BadTimeout {
        @MessagePattern("never")
        @ReplyTimeout("soon")
        String never();
    }

    @Test
    void what_a_client_cannot_call_is_an_error_that_says_why() {
        refuses(ManyPatterns.class, "has 2 patterns: a client needs to know which one to call");
        refuses(TwoKinds.class, "has 2 patterns (expected: one @MessagePattern or @EventPattern");
        refuses(EventWithReply.class, "is an event and returns int (expected: void, Mono<Void>");
        refuses(OtherPublisher.class, "returns a ParallelFlux (expected: Flux, Mono, CompletionStage");
        refuses(BadTimeout.class, "is no duration (expected: ISO 8601");
        refuses(Service.class, "is no interface");
    }

    private void refuses(Class<?> contract, String why) {
        assertThatThrownBy(() -> client.as(contract))
                .isInstanceOf(HandlerDefinitionException.class)
                .hasMessageContaining(why);
    }
}
