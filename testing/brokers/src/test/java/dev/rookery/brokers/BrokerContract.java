package dev.rookery.brokers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What holds for the broker of every kind. */
interface BrokerContract {
    int READ_LIMIT_MILLIS = 30_000;

    BrokerBuilder<?> newBroker();

    /** A message to which the broker answers. */
    byte[] question();

    @Test
    default void it_listens_when_it_is_started() throws IOException {
        try (var broker = newBroker().start();
                var socket = connect(broker)) {
            assertThat(answer(socket)).isNotNegative();
            assertThat(broker.isRunning()).isTrue();
            assertThat(broker.url()).endsWith(":" + broker.port());
        }
    }

    @Test
    default void two_of_them_do_not_meet() {
        try (var one = newBroker().start();
                var other = newBroker().start()) {
            assertThat(one.port()).isNotEqualTo(other.port());
            assertThat(one.folder()).isNotEqualTo(other.folder());
        }
    }

    @Test
    default void a_stopped_one_listens_no_more_until_it_is_started_on_the_same_port() throws IOException {
        try (var broker = newBroker().start()) {
            broker.stop();
            assertThat(broker.isRunning()).isFalse();
            assertThatThrownBy(() -> connect(broker).close()).isInstanceOf(ConnectException.class);

            broker.start();
            try (var socket = connect(broker)) {
                assertThat(answer(socket)).isNotNegative();
            }
        }
    }

    @Test
    default void a_killed_one_can_be_started_again() throws IOException {
        try (var broker = newBroker().start()) {
            broker.kill();
            broker.restart();
            try (var socket = connect(broker)) {
                assertThat(answer(socket)).isNotNegative();
            }
        }
    }

    @Test
    default void a_frozen_one_says_nothing_until_it_thaws() throws IOException {
        try (var broker = newBroker().start()) {
            broker.freeze();
            try (var socket = connect(broker)) {
                socket.setSoTimeout(200);
                assertThatThrownBy(() -> answer(socket)).isInstanceOf(SocketTimeoutException.class);
                broker.thaw();
                socket.setSoTimeout(READ_LIMIT_MILLIS);
                assertThat(socket.getInputStream().read()).isNotNegative();
            }
        }
    }

    /** The signal takes effect when the process next gets a processor, so that what it was at goes on for a while on a busy machine. */
    @Test
    default void a_frozen_one_says_nothing_on_a_busy_machine_either() throws IOException {
        try (var broker = newBroker().start();
                var _ = new BusyMachine()) {
            for (var round = 0; round < 10; round++) {
                broker.freeze();
                try (var socket = connect(broker)) {
                    socket.setSoTimeout(40);
                    assertThatThrownBy(() -> answer(socket))
                            .as("round %d", round)
                            .isInstanceOf(SocketTimeoutException.class);
                }
                broker.thaw();
            }
        }
    }

    @Test
    default void a_frozen_one_can_be_stopped() {
        try (var broker = newBroker().start()) {
            broker.freeze();
            broker.stop();
            assertThat(broker.isRunning()).isFalse();
        }
    }

    @Test
    default void closing_ends_it_and_deletes_its_folder() {
        var broker = newBroker().start();
        broker.close();
        broker.close();
        assertThat(broker.isRunning()).isFalse();
        assertThat(Files.exists(broker.folder())).isFalse();
    }

    @Test
    default void one_that_does_not_start_shows_its_log() {
        assertThatThrownBy(() -> newBroker().config("no_such_option {{{ 1").start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ended before it was ready")
                .message()
                .containsPattern("Its log:\\s+\\S");
    }

    private static Socket connect(Broker broker) throws IOException {
        var socket = new Socket(broker.address().getAddress(), broker.port());
        socket.setSoTimeout(READ_LIMIT_MILLIS);
        return socket;
    }

    private int answer(Socket socket) throws IOException {
        socket.getOutputStream().write(question());
        return socket.getInputStream().read();
    }

    /** Threads that leave the others little of every processor. */
    final class BusyMachine implements AutoCloseable {
        private static final int THREADS_A_PROCESSOR = 3;

        private final AtomicBoolean isOver = new AtomicBoolean();

        BusyMachine() {
            var count = THREADS_A_PROCESSOR * Runtime.getRuntime().availableProcessors();
            for (var thread = 0; thread < count; thread++) {
                Thread.ofPlatform().daemon().name("busy " + thread).start(this::spin);
            }
        }

        private void spin() {
            while (!isOver.get()) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            isOver.set(true);
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
