package dev.rookery.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.pattern.InvalidPatternException;
import dev.rookery.transport.Capability;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options and subjects, and what they refuse. */
final class NatsTransporterTest {

    @Test
    void without_options_it_is_localhost_4222_as_in_nest() {
        var options = NatsTransporter.builder().build().options();

        assertThat(options.servers()).containsExactly("nats://localhost:4222");
        assertThat(options.queue()).isNull();
        assertThat(options.headers()).isEmpty();
        assertThat(options.maxReconnectAttempts()).isEqualTo(Integer.MAX_VALUE);
        assertThat(NatsTransporter.of(options)).hasToString("nats://localhost:4222");
    }

    @Test
    void it_says_what_nats_can_do() {
        var transporter = NatsTransporter.builder().build();

        assertThat(transporter.id()).isEqualTo("nats");
        assertThat(transporter.contextType()).isEqualTo(NatsContext.class);
        assertThat(transporter.capabilities())
                .containsExactlyInAnyOrder(
                        Capability.REQUEST,
                        Capability.EVENT,
                        Capability.WILDCARDS,
                        Capability.HEADERS,
                        Capability.NO_LISTENER_KNOWN,
                        Capability.SHARED_WORK);
    }

    @Test
    void nothing_secret_is_shown() {
        var transporter = NatsTransporter.builder()
                .servers("nats://alice:hush@one:4222", "bob:hush@two:4222")
                .login("carol", "hush")
                .build();

        assertThat(transporter).hasToString("nats://one:4222, two:4222");
        assertThat(transporter.options().toString()).doesNotContain("hush").contains("carol");
    }

    static Stream<Arguments> wrongOptions() {
        return Stream.of(
                wrong("servers: [] (expected: at least one, as in", options -> options.servers()),
                wrong("servers: \" \" (expected: each as in nats://host:4222", options -> options.servers(" ")),
                wrong(
                        "servers: \"opentls://broker:4222\" (expected: tls://, since opentls:// trusts whoever answers",
                        options -> options.servers("opentls://alice:secret@broker:4222")),
                wrong("queue: a b (expected: a name without spaces)", options -> options.queue("a b")),
                wrong("header: \"a:b\" (expected: ", options -> options.headers(Map.of("a:b", "x"))),
                wrong("header a: \"x\ny\" (expected: ", options -> options.headers(Map.of("a", "x\ny"))),
                wrong("inboxPrefix: inbox (expected: ", options -> options.inboxPrefix("inbox")),
                wrong("connectTimeout: PT0S (expected: from 1 ms", options -> options.connectTimeout(Duration.ZERO)),
                wrong("pingInterval: PT0S (expected: from 1 ms", options -> options.ping(Duration.ZERO, 1)),
                wrong("maxPingsOut: 0 (expected: >= 1)", options -> options.ping(Duration.ofSeconds(1), 0)),
                wrong("startRetries: -1 (expected: >= 0", options -> options.startRetries(-1)),
                wrong("maxReconnectAttempts: -1 (expected: >= 0, where 0", options -> options.maxReconnectAttempts(-1)),
                wrong("maxWaitingMessages: -1 (expected: >= 0, where 0", options -> options.maxWaitingMessages(-1)),
                wrong("token: … (expected: ", options -> options.login("a", "b").token("c")));
    }

    private static Arguments wrong(String message, UnaryOperator<NatsTransporter.Builder> set) {
        return Arguments.of(message, set);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongOptions")
    void a_wrong_option_is_named_with_its_value_and_what_was_expected(
            String message, UnaryOperator<NatsTransporter.Builder> set) {
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> set.apply(NatsTransporter.builder()).build())
                .withMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "a\r\nPUB x 0", ".a", "a.", "a..b", "a.>.b", ">.b"})
    void what_is_no_subject_is_refused(String route) {
        assertThatExceptionOfType(InvalidPatternException.class)
                .isThrownBy(() -> Subjects.checkSubscription(route))
                .withMessageContaining("(expected: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b", "a.*", "*.b", "a.>", ">", "{\"cmd\":\"sum\"}", "größe.1", "a*.b>"})
    void subjects_and_wildcards_are_subscribed_to(String route) {
        assertThatCode(() -> Subjects.checkSubscription(route)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.*", "*.b", "a.>", ">", "a b"})
    void nothing_is_published_to_wildcards(String route) {
        assertThatExceptionOfType(InvalidPatternException.class).isThrownBy(() -> Subjects.checkPublish(route));
    }

    @Test
    void a_record_refuses_headers_that_nats_cannot_carry() {
        assertThat(NatsRecord.builder(1).header("a", "b").build()).isEqualTo(new NatsRecord(1, Map.of("a", "b")));
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> NatsRecord.builder(1).header("a b", "c").build());
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> NatsRecord.builder(1).header("a", "c\r\nd: e").build());
    }
}
