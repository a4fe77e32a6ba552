package dev.rookery.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.codec.Body;
import dev.rookery.error.BusyException;
import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.pattern.Pattern;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

final class LinkOnDemandTest {
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

    private static Outbound message(String pattern) {
        return new Outbound(Pattern.of(pattern), false, null, null, Map.of());
    }

    private static final class RecordingLink implements Link {
        private final List<String> sent = new ArrayList<>();
        private boolean usable = true;

        @Override
        public boolean isUsable() {
            return usable;
        }

        @Override
        public Call request(Outbound request, PendingReply reply) {
            sent.add(request.pattern().route());
            return () -> {};
        }

        @Override
        public Mono<Void> emit(Outbound event) {
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
