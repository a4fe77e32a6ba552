package dev.rookery.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rookery.annotation.Controller;
import dev.rookery.module.Module;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A line for each request, for who wants them. */
final class AccessLogIT {
    @Controller
    static final class Api {
        @Get("hello")
        String hello() {
            return "hello";
        }
    }

    @Module(controllers = Api.class)
    static final class ApiModule {}

    @Test
    void each_request_is_told_without_its_query() {
        var logger = (Logger) LoggerFactory.getLogger(HttpOptions.ACCESS_LOGGER);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        logger.addAppender(lines);
        try (var door = OpenDoor.of(ApiModule.class, options -> options.accessLog(true), _ -> {})) {
            door.get("/hello?token=secret", "User-Agent", "tester");
            door.get("/nowhere", "User-Agent", "tester");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(lines.list).hasSize(2));
        } finally {
            logger.detachAppender(lines);
        }

        assertThat(lines.list.getFirst().getFormattedMessage())
                .matches("127\\.0\\.0\\.1 \"GET /hello HTTP/1\\.1\" 200 5 bytes \\d+ ms \"tester\"");
        assertThat(lines.list.getLast().getFormattedMessage()).contains("\"GET /nowhere HTTP/1.1\" 404 ");
    }
}
