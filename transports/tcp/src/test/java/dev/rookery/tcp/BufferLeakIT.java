package dev.rookery.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rookery.annotation.MessagePattern;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** Netty's buffers come back, however connections end. */
final class BufferLeakIT {
    private static final String REQUEST = "37#{\"pattern\":\"raw\",\"data\":\"D\",\"id\":\"1\"}";

    private final ListAppender<ILoggingEvent> reports = new ListAppender<>();
    private final Logger detector = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
    private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();

    /** What the test calls. */
    static final class Handlers {
        @MessagePattern("raw")
        Object raw(Object data) {
            return data;
        }

        @MessagePattern("flood")
        Flux<String> flood() {
            return Flux.<String>generate(sink -> sink.next("x".repeat(10_000)));
        }
    }

    @BeforeEach
    void watch() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        reports.start();
        detector.addAppender(reports);
    }

    @AfterEach
    void stop() {
        detector.detachAppender(reports);
        ResourceLeakDetector.setLevel(before);
    }

    @Test
    void no_buffer_is_lost() {
        try (var server = Services.serve(new Handlers());
                var client = Services.client(server)) {
            Flux.range(0, 500)
                    .flatMap(number -> client.request("raw", "é".repeat(number * 10), String.class))
                    .blockLast(Duration.ofSeconds(30));
            for (var round = 0; round < 20; round++) {
                endedInTheMiddle(Services.port(server), REQUEST + REQUEST.substring(0, 20));
                endedInTheMiddle(Services.port(server), REQUEST + "4#{bad" + REQUEST);
                endedInTheMiddle(Services.port(server), REQUEST + "28#{\"pattern\":\"flood\",\"id\":\"1\"}");
            }
        }
        for (var round = 0; round < 20; round++) {
            System.gc();
            ByteBufAllocator.DEFAULT.buffer(64).release(); // lets the detector look at what was collected
        }
        assertThat(reports.list).isEmpty();
    }

    private static void endedInTheMiddle(int port, String bytes) {
        try (var peer = RawPeer.connect(port)) {
            peer.send(bytes).readFrame();
        }
    }
}
