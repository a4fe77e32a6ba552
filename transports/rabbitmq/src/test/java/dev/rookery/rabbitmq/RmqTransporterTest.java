package dev.rookery.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.transport.Capability;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Options, and what they are refused for. */
final class RmqTransporterTest {

    @Test
    void user_and_password_of_an_address_do_not_stay_in_it() {
        var options =
                queue().url("amqp://al%69ce:s%2Fe+c@broker:5673/shop").build().options();

        assertThat(options.urls().getFirst()).hasToString("amqp://broker:5673/shop");
        assertThat(options.username()).isEqualTo("alice");
        assertThat(options.password()).isEqualTo("s/e+c");
        assertThat(options.virtualHost()).isEqualTo("shop");
        assertThat(options.toString()).doesNotContain("s/e+c");
    }

    @Test
    void without_queue_and_exchange_nothing_could_be_reached() {
        refused(options -> options.queue(""), "queue");
        refused(options -> options.queue("").wildcards(true), "exchange");
    }

    @Test
    void wrong_values_are_refused_with_what_was_expected() {
        refused(options -> options.url("http://localhost"), "amqp://localhost");
        refused(options -> options.urls("amqp://one/a", "amqp://two/b"), "one virtual host");
        refused(options -> options.queue("amq.mine"), "amq.");
        refused(options -> options.queue("q".repeat(256)), "255 bytes");
        refused(options -> options.prefetch(65_536), "65535");
        refused(options -> options.heartbeat(Duration.ofSeconds(-1)), "heartbeat");
        refused(options -> options.startRetries(-1), "startRetries");
        refused(options -> options.url("amqp://localhost?heartbeat=5"), "no query");
        refused(options -> options.maxUnsentBytes(0), "maxUnsentBytes");
        assertThatThrownBy(() -> RmqQueueOptions.builder().maxPriority(256)).isInstanceOf(InvalidOptionException.class);
        assertThatThrownBy(() -> RmqRecord.builder(1).priority(-1).build()).isInstanceOf(InvalidOptionException.class);
    }

    @Test
    void a_queue_for_dead_letters_is_declared_and_named_in_the_queues_options() {
        var options = queue().deadLetterQueue("dead").build().options();

        assertThat(options.queueOptions().arguments())
                .containsEntry("x-dead-letter-exchange", "")
                .containsEntry("x-dead-letter-routing-key", "dead");
        assertThat(options.topology().queues())
                .extracting(RmqTopology.Queue::name)
                .containsExactly("dead");
    }

    @Test
    void capabilities_depend_on_options() {
        assertThat(queue().build().capabilities())
                .contains(Capability.SETTLES)
                .doesNotContain(Capability.NO_LISTENER_KNOWN);
        assertThat(queue().acknowledgement(RmqAcknowledgement.AUTOMATIC)
                        .mandatory(true)
                        .build()
                        .capabilities())
                .contains(Capability.NO_LISTENER_KNOWN)
                .doesNotContain(Capability.SETTLES);
    }

    private static RmqTransporter.Builder queue() {
        return RmqTransporter.builder().queue("orders");
    }

    private static void refused(UnaryOperator<RmqTransporter.Builder> options, String said) {
        assertThatThrownBy(() -> options.apply(queue()).build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(said);
    }
}
