package dev.rookery.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.codec.Body;
import dev.rookery.error.BusyException;
import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.pattern.Pattern;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

final class LinkOnDemandTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Deque<CompletableFuture<RecordingLink>> attempts = new ArrayDeque<>();
    private final LinkOnDemand<RecordingLink> links = new LinkOnDemand<>(3, this::attempt);

    private CompletableFuture<RecordingLink> attempt() {
        var attempt = new CompletableFuture<RecordingLink>();
        attempts.add(attempt);
        return attempt;
    }

    @Test
    void nothing_is_connected_before_it_is_needed() {
        assertThat(attempts).isEmpty();
        assertThat(links.current()).isEmpty();
    }

    @Test
    void messages_wait_for_the_one_attempt_and_leave_in_their_order() {
        var reply = new RecordingReply();
        links.request(message("one"), reply);
        var event = links.emit(message("two")).toFuture();
        links.request(message("three"), reply);
        assertThat(attempts).hasSize(1);

        var link = new RecordingLink();
        attempts.getFirst().complete(link);
        links.request(message("four"), reply);

        assertThat(link.sent).containsExactly("one", "two", "three", "four");
        assertThat(event).isCompleted();
        assertThat(links.current()).contains(link);
    }

    @Test
    void a_failed_attempt_fails_what_waits_and_is_not_remembered() {
        var reply = new RecordingReply();
        links.request(message("one"), reply);
        var event = links.emit(message("two")).toFuture();
        var refused = new ConnectionRefusedException("nobody there");

        attempts.removeFirst().completeExceptionally(refused);

        assertThat(reply.errors).containsExactly(refused);
        assertThat(event).isCompletedExceptionally();
        var connected = links.connect().toFuture();
        attempts.removeFirst().complete(new RecordingLink());
        assertThat(connected).isCompleted();
    }

    @Test
    void a_link_that_has_ended_is_made_anew() {
        var first = new RecordingLink();
        var connected = links.connect().toFuture();
        attempts.removeFirst().complete(first);
        assertThat(connected).isCompleted();

        first.usable = false;
        links.request(message("one"), new RecordingReply());
        var second = new RecordingLink();
        attempts.removeFirst().complete(second);

        assertThat(first.sent).isEmpty();
        assertThat(second.sent).containsExactly("one");
    }

    @Test
    void a_request_that_is_withdrawn_while_it_waits_is_never_sent() {
        var reply = new RecordingReply();
        links.request(message("one"), reply).cancel();

        var link = new RecordingLink();
        attempts.removeFirst().complete(link);

        assertThat(link.sent).isEmpty();
        assertThat(reply.errors).isEmpty();
    }

    @Test
    void too_many_that_wait_are_turned_away() {
        for (var index = 0; index < 3; index++) {
            links.request(message("waits"), new RecordingReply());
        }

        assertThatThrownBy(() -> links.request(message("one more"), new RecordingReply()))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("maxWaitingMessages");
    }

    @Test
    void closing_fails_what_waits_and_gives_the_link_that_is_still_being_made() {
        var reply = new RecordingReply();
        links.request(message("one"), reply);
        var closed = new ClientClosedException("closed");

        var last = links.close(closed);
        var link = new RecordingLink();
        attempts.removeFirst().complete(link);

        assertThat(reply.errors).containsExactly(closed);
        assertThat(last).isCompletedWithValueMatching(found -> found.orElseThrow() == link);
        assertThat(link.sent).isEmpty();
        StepVerifier.create(links.emit(message("late"))).verifyErrorMatches(closed::equals);
    }

    @Test
    void what_is_asked_of_a_request_that_waits_is_asked_of_the_call_that_it_becomes() {
        var waiting = links.request(message("one"), new RecordingReply());
        waiting.request(2);
        waiting.request(3);
        var link = new RecordingLink();
        attempts.removeFirst().complete(link);
        waiting.request(7);
        waiting.cancel();

        assertThat(link.asked).containsExactly("request 5", "request 7", "cancel");
    }

    @Test
    void nothing_is_asked_of_a_call_of_which_nothing_was_asked() {
        links.request(message("one"), new RecordingReply());
        var link = new RecordingLink();
        attempts.removeFirst().complete(link);

        assertThat(link.sent).containsExactly("one");
        assertThat(link.asked).isEmpty();
    }

    @Test
    void a_request_that_is_withdrawn_while_it_leaves_is_withdrawn_from_the_link() {
        var waiting = links.request(message("one"), new RecordingReply());
        waiting.request(1);
        var link = new RecordingLink();
        link.meanwhile = waiting::cancel;
        attempts.removeFirst().complete(link);

        assertThat(link.asked).containsExactly("cancel");
    }

    @Test
    void a_message_that_the_link_refuses_fails_alone() {
        var reply = new RecordingReply();
        links.request(message("one"), reply);
        var event = links.emit(message("two")).toFuture();
        var link = new RecordingLink();
        var refused = new BusyException("too much");
        link.meanwhile = () -> {
            throw refused;
        };
        attempts.removeFirst().complete(link);

        assertThat(reply.errors).containsExactly(refused);
        assertThat(event).isCompletedExceptionally();
        assertThat(links.current()).contains(link);
    }

    @Test
    void on_a_link_that_is_there_messages_leave_at_once() {
        var link = connected();

        links.request(message("one"), new RecordingReply()).request(3);
        StepVerifier.create(links.emit(message("two"))).verifyComplete();
        StepVerifier.create(links.connect()).verifyComplete();

        assertThat(link.sent).containsExactly("one", "two");
        assertThat(link.asked).containsExactly("request 3");
        assertThat(attempts).isEmpty();
    }

    @Test
    void an_attempt_that_fails_within_something_else_is_told_by_its_cause() {
        var refused = new ConnectionRefusedException("nobody there");
        var reply = new RecordingReply();
        links.request(message("one"), reply);

        attempts.removeFirst().completeExceptionally(new CompletionException(refused));

        assertThat(reply.errors).containsExactly(refused);
    }

    @Test
    void a_connector_that_throws_has_failed() {
        var broken = new IllegalStateException("broken");
        var brokenLinks = new LinkOnDemand<RecordingLink>(3, () -> {
            throw broken;
        });

        StepVerifier.create(brokenLinks.connect()).verifyErrorMatches(broken::equals);
        StepVerifier.create(brokenLinks.emit(message("one"))).verifyErrorMatches(broken::equals);
    }

    @Test
    void closing_gives_the_link_that_is_there() {
        var link = connected();

        assertThat(links.close(new ClientClosedException("closed")))
                .isCompletedWithValueMatching(found -> found.orElseThrow() == link);
        assertThat(links.current()).isEmpty();
    }

    @Test
    void one_connection_is_made_however_many_ask_while_it_comes() throws Exception {
        for (var round = 0; round < 2_000; round++) {
            var asked = new AtomicInteger();
            var attempt = new CompletableFuture<RecordingLink>();
            var crowded = new LinkOnDemand<RecordingLink>(1_000, () -> {
                asked.incrementAndGet();
                return attempt;
            });
            crowded.request(message("first"), new RecordingReply());
            var other = Thread.startVirtualThread(() -> {
                for (var index = 0; index < 20; index++) {
                    crowded.request(message("more"), new RecordingReply());
                }
            });
            attempt.complete(new RecordingLink());

            assertThat(other.join(SOON)).isTrue();
            assertThat(asked).as("round %d", round).hasValue(1);
        }
    }

    @Test
    void one_that_throws_when_it_is_told_does_not_keep_the_others_from_it() {
        for (var closes : List.of(true, false)) {
            attempts.clear();
            var fresh = new LinkOnDemand<RecordingLink>(3, this::attempt);
            fresh.emit(message("one")).cache().subscribe(nothing -> {}, error -> {
                throw new IllegalStateException("no good");
            });
            var reply = new RecordingReply();
            fresh.request(message("two"), reply);
            var connected = fresh.connect().toFuture();
            var why = new ClientClosedException("closed");

            if (closes) {
                var _ = fresh.close(why);
            }
            attempts.removeFirst().completeExceptionally(why);

            assertThat(reply.errors).containsExactly(why);
            assertThat(connected).isCompletedExceptionally();
        }
    }

    @Test
    void threads_do_not_hold_each_other_up() throws Exception {
        var reply = new RecordingReply();
        elsewhere(() -> links.request(message("one"), reply));
        elsewhere(() -> attempts.removeFirst().completeExceptionally(new ConnectionRefusedException("nobody there")));
        elsewhere(() -> links.request(message("two"), reply));
        elsewhere(() -> attempts.removeFirst().complete(new RecordingLink()));
        elsewhere(() ->
                assertThat(links.close(new ClientClosedException("closed"))).isCompleted());
        elsewhere(() -> links.emit(message("three")).onErrorComplete().block(SOON));

        assertThat(reply.errors).hasSize(1);
    }

    private static void elsewhere(Runnable code) throws InterruptedException {
        assertThat(Thread.startVirtualThread(code).join(SOON)).as("it is done").isTrue();
    }

    private RecordingLink connected() {
        var connecting = links.connect().toFuture();
        var link = new RecordingLink();
        attempts.removeFirst().complete(link);
        assertThat(connecting).isCompleted();
        return link;
    }

    private static Outbound message(String pattern) {
        return new Outbound(Pattern.of(pattern), false, null, null, Map.of());
    }

    private static final class RecordingLink implements Link {
        private final List<String> sent = new ArrayList<>();
        private final List<String> asked = new ArrayList<>();
        private boolean usable = true;
        private Runnable meanwhile = () -> {};

        @Override
        public boolean isUsable() {
            return usable;
        }

        @Override
        public Call request(Outbound request, PendingReply reply) {
            meanwhile.run();
            sent.add(request.pattern().route());
            return new Call() {
                @Override
                public void request(long replies) {
                    asked.add("request " + replies);
                }

                @Override
                public void cancel() {
                    asked.add("cancel");
                }
            };
        }

        @Override
        public Mono<Void> emit(Outbound event) {
            meanwhile.run();
            sent.add(event.pattern().route());
            return Mono.empty();
        }
    }

    private static final class RecordingReply implements PendingReply {
        private final List<Throwable> errors = new ArrayList<>();

        @Override
        public String pattern() {
            return "p";
        }

        @Override
        public void next(Body value, boolean last) {}

        @Override
        public void complete() {}

        @Override
        public void error(Throwable error) {
            errors.add(error);
        }
    }
}
