package dev.rookery.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ReplyTopicsTest {
    private final List<String> wire = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Map<String, CompletableFuture<Void>> acknowledgements = new HashMap<>();
    private final ReplyTopics topics = new ReplyTopics(2, this::subscribe, this::unsubscribe);

    private CompletableFuture<Void> subscribe(String topic) {
        wire.add("+" + topic);
        return acknowledgements.computeIfAbsent(topic, name -> new CompletableFuture<>());
    }

    private CompletableFuture<Void> unsubscribe(String topic) {
        wire.add("-" + topic);
        acknowledgements.remove(topic);
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Void> acknowledgement(String topic) {
        return Objects.requireNonNull(acknowledgements.get(topic), topic);
    }

    private Consumer<@Nullable Throwable> telling(String name) {
        return error -> told.add(error == null ? name : name + " failed");
    }

    private void callAndReturn(String topic) {
        topics.enter(topic, telling(topic));
        acknowledgement(topic).complete(null);
        topics.leave(topic);
    }

    @Test
    void calls_share_a_subscription_and_go_on_in_their_order_when_it_is_made() {
        topics.enter("a", telling("1"));
        topics.enter("a", telling("2"));
        topics.enter("a", telling("3"));
        assertThat(told).isEmpty();

        acknowledgement("a").complete(null);
        topics.enter("a", telling("4"));

        assertThat(told).containsExactly("1", "2", "3", "4");
        assertThat(wire).containsExactly("+a");
    }

    @Test
    void a_subscription_stays_when_nobody_waits() {
        callAndReturn("a");
        callAndReturn("a");

        assertThat(wire).containsExactly("+a");
    }

    @Test
    void beyond_the_bound_the_one_that_was_idle_for_longest_goes() {
        callAndReturn("a");
        callAndReturn("b");
        callAndReturn("a");
        callAndReturn("c");

        assertThat(wire).containsExactly("+a", "+b", "+c", "-b");
        callAndReturn("b");
        assertThat(wire).endsWith("+b", "-a");
        assertThat(topics.size()).isEqualTo(2);
    }

    @Test
    void one_that_somebody_waits_for_never_goes() {
        topics.enter("waiting", telling("waiting"));
        for (var index = 0; index < 10; index++) {
            callAndReturn("t" + index);
        }

        assertThat(wire).doesNotContain("-waiting");
        assertThat(topics.size()).isEqualTo(3);
    }

    @Test
    void a_call_that_throws_holds_up_none_behind_it() {
        topics.enter("a", error -> {
            throw new IllegalStateException("on purpose");
        });
        topics.enter("a", telling("2"));

        acknowledgement("a").complete(null);
        topics.enter("a", telling("3"));

        assertThat(told).containsExactly("2", "3");
    }

    @Test
    void one_that_is_refused_fails_those_who_wait_and_is_tried_anew_by_the_next() {
        topics.enter("a", telling("1"));
        topics.enter("a", telling("2"));
        var refusal = acknowledgement("a");
        acknowledgements.clear();
        refusal.completeExceptionally(new IllegalStateException("refused"));
        topics.leave("a");

        topics.enter("a", telling("3"));
        acknowledgement("a").complete(null);

        assertThat(told).containsExactly("1 failed", "2 failed", "3");
        assertThat(wire).containsExactly("+a", "+a");
    }
}
