package dev.rookery.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.ConnectionRefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class ConnectionLogTest {
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(ConnectionLogTest.class);
    private long now = 1;
    private final ConnectionLog log = new ConnectionLog(logger, "server", () -> now);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
    }

    private List<String> told() {
        return lines.list.stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private void loseIt() {
        log.lost(new ConnectionLostException("The connection to Redis at here:1 was lost: reset"));
    }

    private void failAgain() {
        log.stillAway(new ConnectionRefusedException(
                "Cannot connect to Redis at here:1: refused; check whether the broker runs", new IOException()));
    }

    @Test
    void a_loss_and_a_return_are_a_line_each() {
        loseIt();
        loseIt();
        pass(Duration.ofMillis(1_500));
        log.back("Redis at here:1");
        log.back("Redis at here:1");

        assertThat(told())
                .containsExactly(
                        "WARN The connection to Redis at here:1 was lost: reset (server); connecting again",
                        "INFO The connection to Redis at here:1 is back after 1500 ms (server)");
    }

    @Test
    void the_first_connection_is_no_return() {
        log.back("Redis at here:1");

        assertThat(told()).isEmpty();
    }

    @Test
    void while_it_is_away_there_is_a_line_a_minute_with_the_cure() {
        loseIt();
        for (var second = 0; second < 125; second++) {
            pass(Duration.ofSeconds(1));
            failAgain();
        }

        assertThat(told())
                .hasSize(3)
                .endsWith(
                        "WARN Still no connection after 60 s (server): Cannot connect to Redis at here:1: refused;"
                                + " check whether the broker runs",
                        "WARN Still no connection after 120 s (server): Cannot connect to Redis at here:1: refused;"
                                + " check whether the broker runs");
    }

    @Test
    void after_a_return_the_next_loss_begins_anew() {
        loseIt();
        log.back("Redis at here:1");
        loseIt();
        pass(Duration.ofSeconds(59));
        failAgain();

        assertThat(told()).hasSize(3);
    }
}
