package dev.rookery.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.InvalidOptionException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class RmqRecordTest {
    @Test
    void what_amqp_has_no_room_for_is_refused_where_it_is_set() {
        refuses(record -> record.messageId("x".repeat(256)), "messageId");
        refuses(record -> record.type("x".repeat(256)), "type");
        refuses(record -> record.appId("ä".repeat(128)), "appId");
        refuses(record -> record.userId("x".repeat(256)), "userId");
        refuses(record -> record.contentType("x".repeat(256)), "contentType");
        refuses(record -> record.contentEncoding("x".repeat(256)), "contentEncoding");
        refuses(record -> record.header("x".repeat(256), ""), "header");
        refuses(record -> record.priority(256), "priority");

        assertThat(RmqRecord.builder(1)
                        .header("long", "x".repeat(1_000))
                        .build()
                        .headers())
                .containsKey("long");
    }

    private static void refuses(UnaryOperator<RmqRecord.Builder> wrong, String option) {
        assertThatThrownBy(() -> wrong.apply(RmqRecord.builder(1)).build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(option);
    }
}
