package dev.rookery.kafka;

import static dev.rookery.kafka.Services.LIMIT;
import static dev.rookery.kafka.Services.eventually;
import static dev.rookery.kafka.Services.own;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.error.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What becomes of replies that cannot be sent: whoever waits is told so. */
final class KafkaRepliesIT extends WithBroker {
    private static final int TOO_LARGE = 100_000;

    /** Topics for replies that take nothing that large. */
    @BeforeAll
    void makeNarrowTopics() {
        for (var pattern : List.of("unsent.large", "unsent.stream")) {
            Services.makeTopic(broker, pattern + ".reply", 1, Map.of("max.message.bytes", "50000"));
        }
    }

    /** Nobody can write a list that is in itself. */
    private static Object badKey() {
        var key = new ArrayList<Object>();
        key.add(key);
        return key;
    }

    private static final class Controller {
        private final AtomicBoolean cancelled = new AtomicBoolean();

        @MessagePattern("unsent.large")
        byte[] large() {
            return new byte[TOO_LARGE];
        }

        @MessagePattern("unsent.stream")
        Flux<byte[]> stream() {
            return Flux.just(new byte[1], new byte[TOO_LARGE])
                    .concatWith(Flux.never())
                    .doOnCancel(() -> cancelled.set(true));
        }

        @MessagePattern("unsent.key")
        KafkaRecord key() {
            return KafkaRecord.builder("one").key(badKey()).build();
        }

        @MessagePattern("unsent.keys")
        Flux<KafkaRecord> keys() {
            return Flux.just(KafkaRecord.builder("one").key(badKey()).build()).concatWith(Flux.never());
        }

        @MessagePattern("unsent.small")
        String small() {
            return "small";
        }
    }

    @Test
    void a_reply_that_the_brokers_refuse_is_an_error_for_its_caller_and_a_line_in_the_log() {
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        var log = (Logger) LoggerFactory.getLogger(ServerReply.class);
        log.addAppender(lines);
        try (var _ = Services.serve(broker, new Controller(), Services::own);
                var client = Services.client(broker, options -> options)) {
            for (var round = 0; round < 2; round++) { // whether its topic is known yet or not
                assertThatThrownBy(() -> client.withTimeout(LIMIT)
                                .request("unsent.large", byte[].class)
                                .block(LIMIT))
                        .isInstanceOf(RemoteException.class);
            }
            assertThat(List.copyOf(lines.list))
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .anySatisfy(line -> assertThat(line)
                            .contains("unsent.large.reply")
                            .contains("larger than the max message size"));
        } finally {
            log.detachAppender(lines);
        }
    }

    @Test
    void a_reply_for_which_there_is_no_room_is_an_error_for_its_caller() {
        try (var _ = Services.serve(
                        broker, new Controller(), options -> own(options).maxUnsentBytes(TOO_LARGE / 2));
                var client = Services.client(broker, options -> options)) {
            assertThatThrownBy(() -> client.withTimeout(LIMIT)
                            .request("unsent.large", byte[].class)
                            .block(LIMIT))
                    .isInstanceOf(RemoteException.class);
            assertThat(client.request("unsent.small", String.class).block(LIMIT))
                    .isEqualTo("small");
        }
    }

    @Test
    void a_stream_ends_with_an_error_where_one_of_its_values_cannot_be_sent() {
        var controller = new Controller();
        try (var _ = Services.serve(broker, controller, Services::own);
                var client = Services.client(broker, options -> options)) {
            StepVerifier.create(client.withTimeout(LIMIT).send("unsent.stream", byte[].class))
                    .expectNextCount(1)
                    .expectError(RemoteException.class)
                    .verify(LIMIT);
            eventually(() -> assertThat(controller.cancelled).isTrue());
        }
    }

    @Test
    void a_reply_whose_key_cannot_be_written_is_an_error_for_its_caller() {
        try (var _ = Services.serve(broker, new Controller(), Services::own);
                var client = Services.client(broker, options -> options)) {
            assertThatThrownBy(() -> client.withTimeout(LIMIT)
                            .request("unsent.key", String.class)
                            .block(LIMIT))
                    .isInstanceOf(RemoteException.class);
            StepVerifier.create(client.withTimeout(LIMIT).send("unsent.keys", String.class))
                    .expectError(RemoteException.class)
                    .verify(LIMIT);
        }
    }
}
