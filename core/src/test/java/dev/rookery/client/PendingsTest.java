package dev.rookery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.codec.Body;
import dev.rookery.codec.JsonPacketCodec;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RemoteException;
import dev.rookery.transport.Correlation;
import dev.rookery.transport.PendingReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each reply gets to who waits for it, and to nobody else. */
final class PendingsTest {
    private static final JsonPacketCodec CODEC = JsonPacketCodec.withDefaults();

    private final ClientCore core = new ClientCore(new Wire(), ClientOptions.defaults());
    private final Correlation waiting = core.newCorrelation();

    private static final class Waiter implements PendingReply {
        final List<Object> told = new ArrayList<>();
        private final String pattern;

        Waiter(String pattern) {
            this.pattern = pattern;
        }

        @Override
        public String pattern() {
            return pattern;
        }

        @Override
        public void next(Body value, boolean last) {
            told.add(value.as(Integer.class) + (last ? ", the last" : ""));
        }

        @Override
        public void complete() {
            told.add("end");
        }

        @Override
        public void error(Throwable error) {
            told.add(error);
        }
    }

    private boolean accept(String packet) {
        var bytes = packet.getBytes(StandardCharsets.UTF_8);
        return waiting.accept(CODEC.readReply(bytes, 0, bytes.length));
    }

    @Test
    void every_id_is_another_one_of_a_connection_and_of_all_connections() {
        var ids = new HashSet<String>();
        for (var index = 0; index < 1_000; index++) {
            ids.add(waiting.open(new Waiter("p")));
        }

        assertThat(ids).hasSize(1_000).allMatch(id -> id.matches("[0-9a-f]{21}"));
        assertThat(ids.stream().map(id -> id.substring(0, 11)))
                .containsOnly(ids.iterator().next().substring(0, 11));
        assertThat(core.newCorrelation().open(new Waiter("p"))).isNotIn(ids);
        assertThat(waiting.size()).isEqualTo(1_000);
    }

    @Test
    void who_waits_hears_of_values_until_the_last_and_of_nothing_after_it() {
        var one = new Waiter("one");
        var other = new Waiter("other");
        var id = waiting.open(one);
        var otherId = waiting.open(other);

        assertThat(accept("{\"response\":1,\"id\":\"" + id + "\"}")).isTrue();
        assertThat(waiting.isWaiting(id)).isTrue();
        assertThat(accept("{\"response\":2,\"isDisposed\":true,\"id\":\"" + id + "\"}"))
                .isTrue();
        assertThat(waiting.isWaiting(id)).isFalse();
        assertThat(accept("{\"response\":3,\"id\":\"" + id + "\"}")).isFalse();
        assertThat(accept("{\"isDisposed\":true,\"id\":\"" + otherId + "\"}")).isTrue();

        assertThat(one.told).containsExactly("1", "2, the last");
        assertThat(other.told).containsExactly("end");
    }

    @Test
    void a_reply_for_nobody_is_told_to_nobody() {
        var one = new Waiter("one");
        waiting.open(one);

        assertThat(accept("{\"response\":1,\"id\":\"of nobody\"}")).isFalse();
        assertThat(accept("{\"response\":1}")).isFalse();

        assertThat(one.told).isEmpty();
        assertThat(waiting.size()).isOne();
    }

    @Test
    void errors_are_told_with_the_pattern_that_was_asked_for() {
        var failed = new Waiter("failed");
        var unbound = new Waiter("unbound");
        accept("{\"err\":\"broken\",\"id\":\"" + waiting.open(failed) + "\"}");
        accept(
                "{\"status\":\"error\",\"err\":\"There is no matching message handler defined in the remote service.\",\"id\":\""
                        + waiting.open(unbound) + "\"}");

        assertThat(failed.told)
                .singleElement()
                .isInstanceOfSatisfying(
                        RemoteException.class, error -> assertThat(error).hasMessageContaining("failed with an error"));
        assertThat(unbound.told)
                .singleElement()
                .isInstanceOfSatisfying(
                        NoHandlerException.class, error -> assertThat(error).hasMessageContaining("unbound"));
    }

    @Test
    void who_withdraws_hears_nothing() {
        var one = new Waiter("one");
        var id = waiting.open(one);

        assertThat(waiting.withdraw(id)).isTrue();
        assertThat(waiting.withdraw(id)).isFalse();
        assertThat(accept("{\"response\":1,\"id\":\"" + id + "\"}")).isFalse();
        assertThat(one.told).isEmpty();
    }

    @Test
    void one_may_fail_and_some_and_the_rest_goes_on() {
        var first = new Waiter("first");
        var second = new Waiter("second");
        var third = new Waiter("third");
        var id = waiting.open(first);
        waiting.open(second);
        waiting.open(third);
        var cause = new IllegalStateException("full");

        assertThat(waiting.fail(id, cause)).isTrue();
        assertThat(waiting.fail(id, cause)).isFalse();
        waiting.failWhere(call -> call.pattern().equals("second"), cause);

        assertThat(first.told).containsExactly(cause);
        assertThat(second.told).containsExactly(cause);
        assertThat(third.told).isEmpty();
        assertThat(waiting.size()).isOne();
    }

    @Test
    void nobody_waits_on_a_connection_that_is_lost() {
        var one = new Waiter("one");
        waiting.open(one);
        var lost = new ConnectionRefusedException("gone");
        waiting.failAll(lost);

        assertThat(one.told).containsExactly(lost);
        assertThatThrownBy(() -> waiting.open(new Waiter("late"))).isSameAs(lost);
        assertThat(waiting.size()).isZero();

        var other = core.newCorrelation();
        other.failAll(new IOException("reset"));
        assertThatThrownBy(() -> other.open(new Waiter("late")))
                .isInstanceOf(ConnectionLostException.class)
                .hasRootCauseMessage("reset");
    }
}
