package dev.rookery.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Envelope;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RedeliveryTest {
    private static final RmqQueueOptions QUORUM =
            RmqQueueOptions.builder().quorum().build();

    @Test
    void a_quorum_queue_counts_and_its_count_goes_before_the_mark() {
        assertThat(mayHaveFailed(QUORUM, true, Map.of("x-delivery-count", 0L))).isFalse();
        assertThat(mayHaveFailed(QUORUM, true, Map.of("x-delivery-count", 1L))).isTrue();
        assertThat(mayHaveFailed(QUORUM, false, Map.of("x-delivery-count", 0))).isFalse();
    }

    @Test
    void without_a_count_the_mark_decides() {
        assertThat(mayHaveFailed(QUORUM, true, Map.of())).isTrue();
        assertThat(mayHaveFailed(QUORUM, true, Map.of("x-delivery-count", "none")))
                .isTrue();
        assertThat(mayHaveFailed(QUORUM, false, Map.of())).isFalse();
    }

    @Test
    void on_a_classic_queue_the_header_is_a_publishers_and_means_nothing() {
        assertThat(mayHaveFailed(RmqQueueOptions.DEFAULT, true, Map.of("x-delivery-count", 0)))
                .isTrue();
        assertThat(mayHaveFailed(RmqQueueOptions.DEFAULT, false, Map.of("x-delivery-count", 7)))
                .isFalse();
    }

    private static boolean mayHaveFailed(RmqQueueOptions queue, boolean marked, Map<String, Object> headers) {
        return Redelivery.mayHaveFailed(
                queue,
                new Envelope(1, marked, "", "q"),
                new AMQP.BasicProperties.Builder().headers(headers).build());
    }
}
