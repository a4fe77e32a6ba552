package dev.rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RpcException;
import dev.rookery.memory.InMemoryTransporter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Nobody waits for an event, so that the log is the only place where its failure can be seen. */
class EventFailureLogTest {
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(Dispatcher.class);

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void leave() {
        log.detachAppender(lines);
        log.setLevel(null);
    }

    @Test
    void an_error_in_an_event_handler_is_logged_with_its_cause() {
        emit("broken");
        await().untilAsserted(() -> assertThat(events()).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getFormattedMessage())
                    .matches("Failing\\.broken\\(\\) failed for broken, error id [0-9a-f]{12}");
            assertThat(line.getThrowableProxy().getMessage()).isEqualTo("inside");
        }));
    }

    @Test
    void the_id_in_the_log_is_the_one_that_the_caller_of_a_request_has() {
        var transporter = new InMemoryTransporter();
        try (var server = MicroserviceServer.builder()
                        .controller(new Failing())
                        .transporter(transporter)
                        .start();
                var client = ClientProxyFactory.create(transporter)) {
            assertThatThrownBy(() -> client.request("asked", 1, String.class).block(Duration.ofSeconds(5)))
                    .isInstanceOfSatisfying(
                            RemoteException.class,
                            error -> await().untilAsserted(() -> assertThat(events())
                                    .singleElement()
                                    .extracting(ILoggingEvent::getFormattedMessage)
                                    .isEqualTo("Failing.asked() failed for asked, error id "
                                            + error.body().property("errorId").as(String.class))));
            assertThat(server.handlers()).isNotEmpty();
        }
    }

    @Test
    void an_error_that_the_transport_has_an_answer_for_is_not_told_loudly() throws Exception {
        log.setLevel(Level.DEBUG);
        try (var bench = new Bench(new Failing())) {
            var knowing = new Bench.Sink() {
                @Override
                public boolean answers(Throwable error) {
                    return true;
                }
            };

            Bench.outcome(bench.send("asked", knowing));
            await().untilAsserted(() ->
                    assertThat(events()).extracting(ILoggingEvent::getLevel).containsExactly(Level.DEBUG));

            Bench.outcome(bench.send("asked", new Bench.Sink()));
            await().untilAsserted(() ->
                    assertThat(events()).extracting(ILoggingEvent::getLevel).containsExactly(Level.DEBUG, Level.ERROR));
        }
    }

    @Test
    void an_event_that_is_refused_is_logged_in_one_line() {
        emit("refused");
        await().untilAsserted(() -> assertThat(events()).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage()).isEqualTo("Failing.refused() refused the event refused: not today");
            assertThat(line.getThrowableProxy()).isNull();
        }));
    }

    @Test
    void an_event_without_a_handler_is_logged() {
        emit("nobody");
        await().untilAsserted(() -> assertThat(events())
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEqualTo("No handler for the event nobody (transport memory)"));
    }

    private List<ILoggingEvent> events() {
        return List.copyOf(lines.list);
    }

    private static void emit(String pattern) {
        var transporter = new InMemoryTransporter();
        try (var server = MicroserviceServer.builder()
                        .controller(new Failing())
                        .transporter(transporter)
                        .start();
                var client = ClientProxyFactory.create(transporter)) {
            client.emit(pattern, 1).block(Duration.ofSeconds(5));
            await().until(() -> server.inFlight() == 0);
        }
    }

    @SuppressWarnings("DoNotCallSuggester") // handlers that are there to fail
    static final class Failing {
        @EventPattern("broken")
        void broken() {
            throw new IllegalStateException("inside");
        }

        @MessagePattern("asked")
        String asked() {
            return Objects.requireNonNull(System.getProperty("no.such.property"));
        }

        @EventPattern("refused")
        void refused() {
            throw new RpcException("not today");
        }
    }
}
