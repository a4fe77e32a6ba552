package dev.rookery.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.codec.JsonPacketCodec;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.error.InvalidPayloadException;
import dev.rookery.pattern.InvalidPatternException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class KafkaTransporterTest {
    private final Payloads payloads = new Payloads(
            JsonPacketCodec.withDefaults(), KafkaTransporter.builder().build().options());

    @Test
    void the_defaults_are_nests() {
        var options = KafkaTransporter.builder().build().options();

        assertThat(options.brokers()).containsExactly("localhost:9092");
        assertThat(options.serverGroup()).isEqualTo("nestjs-group-server");
        assertThat(options.serverId()).isEqualTo("nestjs-consumer-server");
        assertThat(options.ownClientId()).isEqualTo("nestjs-consumer-client");
        assertThat(options.replyTopic().apply("echo")).isEqualTo("echo.reply");
    }

    @Test
    void what_cannot_be_is_an_error_that_names_the_option() {
        assertThatThrownBy(() -> KafkaTransporter.builder().brokers("localhost").build())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("brokers");
        assertThatThrownBy(() -> KafkaTransporter.builder().concurrency(0).build())
                .hasMessageContaining("concurrency");
        assertThatThrownBy(() -> KafkaTransporter.builder()
                        .handoverGrace(Duration.ofMinutes(2))
                        .build())
                .hasMessageContaining("handoverGrace");
        assertThatThrownBy(() -> KafkaFailures.DEFAULT.withDeadLetterSuffix(" dead"))
                .hasMessageContaining("failures.deadLetterSuffix");
    }

    @Test
    void no_password_stands_in_a_text() {
        var transporter = KafkaTransporter.builder()
                .properties(Map.of("sasl.jaas.config", "password=\"secret\""))
                .build();

        assertThat(transporter + " " + transporter.options()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"cmd\":\"sum\"}", "a b", "ä", "..", "a/b"})
    void what_is_no_topic_is_refused(String pattern) {
        assertThatThrownBy(() -> TopicNames.checkSubscription(pattern)).isInstanceOf(InvalidPatternException.class);
        assertThatThrownBy(() -> TopicNames.checkPublishing(pattern)).isInstanceOf(InvalidPatternException.class);
    }

    @Test
    void an_expression_fits_what_it_is_found_in() {
        assertThat(RegexTopics.INSTANCE.isWildcard("/^users\\./")).isTrue();
        assertThat(RegexTopics.INSTANCE.isWildcard("users.created")).isFalse();
        assertThat(RegexTopics.INSTANCE.matches("/^users\\./", "users.created")).isTrue();
        assertThat(RegexTopics.INSTANCE.matches("/created$/", "users.created")).isTrue();
        assertThat(RegexTopics.INSTANCE.matches("/^created/", "users.created")).isFalse();
        assertThatThrownBy(() -> RegexTopics.expression("/(/")).isInstanceOf(InvalidPatternException.class);
    }

    @Test
    void values_have_nests_bytes() {
        assertThat(written(Map.of("a", 1))).isEqualTo("{\"a\":1} null");
        assertThat(written(List.of(1))).isEqualTo("[1] null");
        assertThat(written("text")).isEqualTo("text text/plain");
        assertThat(written(5)).isEqualTo("5 application/json");
        assertThat(written(true)).isEqualTo("true application/json");
    }

    @Test
    void an_object_that_has_a_key_and_a_value_is_a_payload() {
        assertThat(written(Map.of("value", 7))).isEqualTo("{\"value\":7} null");
        assertThat(written(Map.of("key", "k"))).isEqualTo("{\"key\":\"k\"} null");
    }

    private String written(Object value) {
        var headers = new RecordHeaders();
        var bytes = payloads.write("topic", value, headers);
        return new String(bytes == null ? new byte[0] : bytes, StandardCharsets.UTF_8) + " "
                + HeaderText.text(headers, KafkaHeaders.CONTENT_TYPE);
    }

    @Test
    void values_of_nest_are_what_the_handler_takes_them_for() {
        assertThat(unmarked("5").bind(String.class)).isEqualTo("5");
        assertThat(unmarked("5").bind(int.class)).isEqualTo(5);
        assertThat(unmarked("true").bind(boolean.class)).isEqualTo(true);
        assertThat(unmarked("{\"a\":1}").bind(Object.class)).isEqualTo(Map.of("a", 1));
        assertThat(unmarked("{no json").bind(String.class)).isEqualTo("{no json");
        assertThatThrownBy(() -> unmarked("{no json").bind(JsonNode.class)).isInstanceOf(InvalidPayloadException.class);
        assertThat(unmarked("\u0000a").bind(Object.class)).isEqualTo(new byte[] {0, 'a'});
        assertThat(unmarked("text").bind(byte[].class)).isEqualTo("text".getBytes(StandardCharsets.UTF_8));
    }

    private dev.rookery.codec.Body unmarked(String text) {
        return payloads.read("topic", new RecordHeaders(), text.getBytes(StandardCharsets.UTF_8));
    }
}
