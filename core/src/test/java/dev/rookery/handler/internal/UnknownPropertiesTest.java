package dev.rookery.handler.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import dev.rookery.annotation.UnknownProperties;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.codec.JsonPacketCodec;
import dev.rookery.codec.UnknownPolicy;
import dev.rookery.error.RemoteException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of properties that nobody declared. */
class UnknownPropertiesTest {
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final JsonPacketCodec REFUSING =
            JsonPacketCodec.builder().unknownProperties(UnknownPolicy.REFUSE).build();

    record Line(String sku, int quantity) {}

    record Order(List<Line> lines) {}

    private static final Map<String, Object> WITH_PRICE =
            Map.of("lines", List.of(Map.of("sku", "a", "quantity", 1, "price", 0)));
    private static final String REFUSAL =
            "The payload has an unknown property at $.lines[0].price (expected: one of quantity, sku)";

    private static @Nullable Object call(Object controller, Object data, JsonPacketCodec codec) {
        var transporter = new InMemoryTransporter();
        try (var server = MicroserviceServer.builder()
                        .controller(controller)
                        .options(ServerOptions.builder().codec(codec).build())
                        .transporter(transporter)
                        .start();
                var client = ClientProxyFactory.create(transporter)) {
            assertThat(server.handlers()).isNotEmpty();
            return client.request("call", data, Object.class).block(WAIT);
        }
    }

    private static void assertPasses(Object controller, JsonPacketCodec codec) {
        assertThat(call(controller, WITH_PRICE, codec)).isEqualTo(1);
    }

    private static void assertRefused(Object controller, Object data, String message, JsonPacketCodec codec) {
        assertThatThrownBy(() -> call(controller, data, codec))
                .isInstanceOfSatisfying(
                        RemoteException.class,
                        error -> assertThat(error.error())
                                .isEqualTo(Map.of("status", "error", "code", "INVALID_PAYLOAD", "message", message)));
    }

    static class Silent {
        @MessagePattern("call")
        int call(Order order) {
            return order.lines().size();
        }
    }

    static class OnParameter {
        @MessagePattern("call")
        int call(@UnknownProperties(UnknownPolicy.REFUSE) Order order) {
            return order.lines().size();
        }
    }

    @UnknownProperties(UnknownPolicy.REFUSE)
    static class OnController {
        @MessagePattern("call")
        int call(@Payload("lines") List<Line> lines) {
            return lines.size();
        }
    }

    @UnknownProperties(UnknownPolicy.REFUSE)
    static class OnMethod {
        @MessagePattern("call")
        @UnknownProperties(UnknownPolicy.IGNORE)
        int call(Order order) {
            return order.lines().size();
        }
    }

    interface Contract {
        @MessagePattern("call")
        int call(@UnknownProperties(UnknownPolicy.REFUSE) Order order);
    }

    static class ByContract implements Contract {
        @Override
        public int call(Order order) {
            return order.lines().size();
        }
    }

    @Test
    void they_are_ignored_unless_told() {
        assertPasses(new Silent(), JsonPacketCodec.withDefaults());
    }

    @Test
    void a_parameter_may_refuse_them_and_so_may_a_contract() {
        assertRefused(new OnParameter(), WITH_PRICE, REFUSAL, JsonPacketCodec.withDefaults());
        assertRefused(new ByContract(), WITH_PRICE, REFUSAL, JsonPacketCodec.withDefaults());
    }

    @Test
    void a_controller_may_refuse_them_and_one_of_its_methods_may_not() {
        assertRefused(
                new OnController(),
                WITH_PRICE,
                "The payload has an unknown property at $[0].price (expected: one of quantity, sku)",
                JsonPacketCodec.withDefaults());
        assertPasses(new OnMethod(), JsonPacketCodec.withDefaults());
    }

    @Test
    void the_codec_may_refuse_them_for_all() {
        assertRefused(new Silent(), WITH_PRICE, REFUSAL, REFUSING);
        assertPasses(new OnMethod(), REFUSING);
    }

    private static Map<String, @Nullable Object> copy(@Nullable Object packet) {
        var copy = new HashMap<String, @Nullable Object>();
        assertThat(packet).isInstanceOf(Map.class);
        ((Map<?, ?>) requireNonNull(packet)).forEach((name, value) -> copy.put((String) name, value));
        return copy;
    }

    @Test
    void a_payload_that_a_deserializer_made_is_no_exception() {
        var codec = JsonPacketCodec.builder()
                .deserializer(UnknownPropertiesTest::copy)
                .build();
        assertRefused(new OnParameter(), WITH_PRICE, REFUSAL, codec);
        assertPasses(new OnMethod(), codec);
    }

    @Test
    void a_name_of_any_length_is_cut() {
        assertRefused(
                new OnParameter(),
                Map.of("x".repeat(1000), 1),
                "The payload has an unknown property at $." + "x".repeat(198) + "… (expected: one of lines)",
                JsonPacketCodec.withDefaults());
    }

    static final class Open {
        private final Map<String, Object> all = new HashMap<>();

        @JsonAnySetter
        void put(String name, Object value) {
            all.put(name, value);
        }
    }

    static class AnySetter {
        @MessagePattern("call")
        int call(@UnknownProperties(UnknownPolicy.REFUSE) Open open) {
            return open.all.size();
        }
    }

    @Test
    void a_type_that_takes_any_property_knows_them_all() {
        assertThat(call(new AnySetter(), Map.of("a", 1, "b", 2), JsonPacketCodec.withDefaults()))
                .isEqualTo(2);
    }
}
