package dev.rookery.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.codec.Body;
import dev.rookery.codec.JsonPacketCodec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MessageContextTest {
    private static final Body METADATA = JsonPacketCodec.withDefaults()
            .readData(
                    "{\"text\":\"t\",\"number\":1.5,\"truth\":true,\"object\":{},\"nothing\":null,\"both\":\"metadata\"}"
                            .getBytes(StandardCharsets.UTF_8));

    private record Message(Map<String, String> headers, Body metadata) implements MessageContext {
        @Override
        public String pattern() {
            return "p";
        }

        @Override
        public String transport() {
            return "some";
        }
    }

    private record Bare(String pattern, String transport) implements MessageContext {}

    private final MessageContext message = new Message(Map.of("both", "header", "only", "h"), METADATA);

    @Test
    void a_header_of_the_transport_goes_before_a_member_of_the_metadata() {
        assertThat(message.header("only")).contains("h");
        assertThat(message.header("both")).contains("header");
    }

    @Test
    void a_text_number_or_truth_of_the_metadata_is_a_header() {
        assertThat(message.header("text")).contains("t");
        assertThat(message.header("number")).contains("1.5");
        assertThat(message.header("truth")).contains("true");
    }

    @Test
    void nothing_else_is() {
        assertThat(message.header("object")).isEmpty();
        assertThat(message.header("nothing")).isEmpty();
        assertThat(message.header("missing")).isEmpty();
    }

    @Test
    void a_message_has_neither_unless_its_transport_says_so() {
        var bare = new Bare("p", "some");

        assertThat(bare.headers()).isEmpty();
        assertThat(bare.metadata().isAbsent()).isTrue();
        assertThat(bare.header("any")).isEmpty();
    }
}
