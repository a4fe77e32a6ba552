package dev.rookery.architecture.vacuous;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Tests as they must not be, for the test of the rules. Nothing runs them, which is one more mistake of theirs. */
public final class Vacuous {
    private final List<Integer> none = new ArrayList<>();

    @Test
    void asserts_nothing() {
        none.clear();
    }

    @Test
    void sleeps() throws InterruptedException {
        Thread.sleep(1);
        assertThat(none).isEmpty();
    }

    @Test
    void says_something_of_all_of_none() {
        assertThat(none).allMatch(number -> number > 7);
    }

    @Test
    ConditionFactory waits_for_nothing() {
        return Awaitility.await().alias("nothing");
    }

    @Test
    StepVerifier.Step<Integer> verifies_nothing() {
        return StepVerifier.create(Flux.just(1)).expectNext(2);
    }

    @Test
    @Disabled
    void is_left_out() {
        assertThat(none).isNotEmpty();
    }

    void has_no_annotation() {
        assertThat(none).isNotEmpty();
    }
}
