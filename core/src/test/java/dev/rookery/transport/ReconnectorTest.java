package dev.rookery.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.RookeryException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class ReconnectorTest {
    private final Recording told = new Recording();
    private final Reconnector<Socket> reconnector = new Reconnector<>(
            "Broker at here:1",
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), 0),
            new ConnectionLog(LoggerFactory.getLogger(ReconnectorTest.class), "client"),
            told);

    /** What is connected, and whether it still is. */
    private static final class Socket {
        private boolean open = true;
    }

    /** Keeps attempts open until the test decides, and writes down what is told. */
    private static final class Recording implements Reconnector.Connecting<Socket> {
        private final Deque<CompletableFuture<Socket>> attempts = new ArrayDeque<>();
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private final List<Object> events = new ArrayList<>();
        private Runnable whenUp = () -> {};
        private Runnable whenDown = () -> {};

        @Override
        public CompletionStage<Socket> open(boolean again) {
            events.add(again ? "open again" : "open");
            var attempt = new CompletableFuture<Socket>();
            attempts.add(attempt);
            return attempt;
        }

        @Override
        public boolean isOpen(Socket link) {
            return link.open;
        }

        @Override
        public void discard(Socket link) {
            events.add("discard");
        }

        @Override
        public void up(Socket link) {
            events.add("up");
            whenUp.run();
        }

        @Override
        public void failed(RookeryException why) {
            events.add("failed");
        }

        @Override
        public void down(Socket link, ConnectionLostException why, boolean closed) {
            events.add(closed ? "down after close" : "down");
            whenDown.run();
        }

        @Override
        public void later(Duration wait, Runnable attempt) {
            events.add(wait);
            waiting.add(attempt);
        }
    }

    private static ConnectionLostException loss() {
        return new ConnectionLostException("The connection to Broker at here:1 was lost");
    }

    private Socket connected() {
        var connecting = reconnector.connect();
        var socket = new Socket();
        told.attempts.remove().complete(socket);
        assertThat(connecting).isCompletedWithValue(socket);
        told.events.clear();
        return socket;
    }

    @Test
    void nothing_is_connected_before_somebody_asks() {
        assertThat(told.events).isEmpty();
        assertThat(reconnector.current()).isEmpty();
    }

    @Test
    void who_asks_meanwhile_gets_the_same_attempt_and_later_what_it_made() {
        var first = reconnector.connect();

        assertThat(reconnector.connect()).isSameAs(first);
        var socket = new Socket();
        told.attempts.remove().complete(socket);

        assertThat(first).isCompletedWithValue(socket);
        assertThat(reconnector.connect()).isCompletedWithValue(socket);
        assertThat(reconnector.current()).containsSame(socket);
        assertThat(told.events).containsExactly("open", "up");
    }

    @Test
    void a_first_attempt_that_fails_is_not_repeated_by_itself() {
        var first = reconnector.connect();
        told.attempts.remove().completeExceptionally(new IOException("no route"));

        assertThatThrownBy(first::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(ConnectionRefusedException.class)
                .hasMessage("Cannot connect to Broker at here:1: no route");
        assertThat(told.events).containsExactly("open", "failed");
        assertThat(reconnector.connect()).isNotSameAs(first);
    }

    @Test
    void an_error_of_the_transport_s_own_is_told_as_it_is() {
        var first = reconnector.connect();
        var refused = new ConnectionRefusedException("login refused", new IOException());
        told.attempts.remove().completeExceptionally(new CompletionException(refused));

        assertThatThrownBy(first::join).hasCause(refused);
    }

    @Test
    void a_connection_that_is_lost_is_made_again_after_waits_that_grow() {
        var socket = connected();

        reconnector.lost(socket, loss());
        assertThat(told.events).containsExactly("down", Duration.ofMillis(100));
        assertThat(reconnector.current()).isEmpty();

        told.waiting.remove().run();
        told.attempts.remove().completeExceptionally(new IOException("still nobody"));
        told.waiting.remove().run();
        told.attempts.remove().complete(new Socket());

        assertThat(told.events)
                .containsExactly(
                        "down",
                        Duration.ofMillis(100),
                        "open again",
                        "failed",
                        Duration.ofMillis(200),
                        "open again",
                        "up");
        assertThat(told.waiting).isEmpty();
    }

    @Test
    void who_asks_does_not_wait_for_the_next_attempt() {
        reconnector.lost(connected(), loss());

        var hurried = reconnector.connect();
        told.attempts.remove().complete(new Socket());
        assertThat(hurried).isCompleted();

        told.waiting.remove().run();
        assertThat(told.attempts).isEmpty();
    }

    @Test
    void a_loss_counts_once_and_only_for_the_connection_that_there_is() {
        var socket = connected();

        reconnector.lost(new Socket(), loss());
        assertThat(told.events).isEmpty();
        reconnector.lost(socket, loss());
        reconnector.lost(socket, loss());

        assertThat(told.events).containsExactly("down", Duration.ofMillis(100));
    }

    @Test
    void a_connection_that_has_ended_before_it_can_be_used_is_a_failed_attempt() {
        connected().open = false;
        reconnector.lost(reconnector.current().orElseThrow(), loss());
        told.events.clear();

        told.waiting.remove().run();
        var dead = new Socket();
        dead.open = false;
        told.attempts.remove().complete(dead);

        assertThat(told.events).containsExactly("open again", "discard", "failed", Duration.ofMillis(200));
    }

    @Test
    void who_asks_when_told_of_a_connection_gets_that_one() {
        reconnector.lost(connected(), loss());
        told.events.clear();
        var asked = new ArrayList<CompletableFuture<Socket>>();
        told.whenUp = () -> asked.add(reconnector.connect());

        told.waiting.remove().run();
        var socket = new Socket();
        told.attempts.remove().complete(socket);

        assertThat(told.events).containsExactly("open again", "up");
        assertThat(asked).singleElement().satisfies(link -> assertThat(link).isCompletedWithValue(socket));
    }

    @Test
    void who_is_told_of_a_connection_does_not_hold_up_who_asks() throws Exception {
        var asker = new AtomicReference<@Nullable CompletableFuture<Socket>>();
        told.whenUp = () -> {
            var thread = Thread.startVirtualThread(() -> asker.set(reconnector.connect()));
            try {
                assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
            } catch (InterruptedException error) {
                throw new IllegalStateException(error);
            }
        };
        var _ = reconnector.connect();
        var socket = new Socket();
        told.attempts.remove().complete(socket);

        assertThat(asker.get()).isCompletedWithValue(socket);
    }

    @Test
    void a_connection_of_which_nobody_can_be_told_is_a_failed_attempt() {
        told.whenUp = () -> {
            throw new NoClassDefFoundError("not ready");
        };
        var first = reconnector.connect();
        told.attempts.remove().complete(new Socket());

        assertThatThrownBy(first::join).hasStackTraceContaining("not ready");
        assertThat(told.events).containsExactly("open", "up", "discard", "failed");
        assertThat(reconnector.connect()).isNotSameAs(first);
    }

    @Test
    void whoever_fails_when_told_of_a_loss_does_not_keep_it_from_being_mended() {
        var socket = connected();
        told.whenDown = () -> {
            throw new IllegalStateException("a stream did not stop");
        };

        assertThatThrownBy(() -> reconnector.lost(socket, loss())).hasMessage("a stream did not stop");

        assertThat(told.events).containsExactly("down", Duration.ofMillis(100));
    }

    @Test
    void a_close_while_others_are_told_of_the_connection_closes_it() {
        var why = new ClientClosedException("closed");
        told.whenUp = () -> reconnector.close(why);
        var first = reconnector.connect();
        told.attempts.remove().complete(new Socket());

        assertThatThrownBy(first::join).hasCause(why);
        assertThat(told.events).containsExactly("open", "up", "down after close", "discard");
        assertThat(reconnector.current()).isEmpty();
    }

    @Test
    void a_close_ends_what_waits_and_refuses_what_comes() {
        var pending = reconnector.connect();
        var why = new ClientClosedException("closed");

        assertThat(reconnector.close(why)).isEmpty();

        assertThatThrownBy(pending::join).hasCause(why);
        assertThatThrownBy(() -> reconnector.connect().join()).hasCause(why);
        told.attempts.remove().complete(new Socket());
        assertThat(told.events).containsExactly("open", "discard");
    }

    @Test
    void nothing_is_made_again_after_a_close() {
        var socket = connected();

        assertThat(reconnector.close(new ClientClosedException("closed"))).containsSame(socket);
        reconnector.lost(socket, loss());

        assertThat(told.events).containsExactly("down after close");
        assertThat(told.waiting).isEmpty();
    }

    @Test
    void a_failure_of_an_attempt_after_the_close_is_followed_by_nothing() {
        reconnector.lost(connected(), loss());
        told.waiting.remove().run();
        reconnector.close(new ClientClosedException("closed"));
        told.attempts.remove().completeExceptionally(new IOException("too late"));

        assertThat(told.waiting).isEmpty();
    }
}
