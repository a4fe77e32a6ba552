package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.client.ClientOptions;
import dev.rookery.codec.JsonPacketCodec;
import dev.rookery.error.RemoteException;
import dev.rookery.error.UnserializableValueException;
import dev.rookery.server.ServerOptions;
import dev.rookery.tck.CodecHookParts.Answers;
import dev.rookery.tck.CodecHookParts.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;

/** Serializers and deserializers of one's own, on both sides. */
public interface CodecHookContract extends Contract {

    @Test
    default void what_a_serializer_changes_the_other_sides_deserializer_changes_back(ContractHarness harness) {
        var hooks = JsonPacketCodec.builder()
                .serializer(CodecHookContract::shouted)
                .deserializer(CodecHookContract::whispered)
                .build();
        var server = harness.serve(ServerOptions.builder().codec(hooks).build(), new Answers());
        var client = harness.client(server, ClientOptions.builder().codec(hooks).build());

        assertThat(client.request("greet", "Ada", String.class).block(WAIT)).isEqualTo("hello Ada");
        assertThat(client.send("count", 3, Integer.class).collectList().block(WAIT))
                .containsExactly(0, 1, 2);
        assertThatThrownBy(() -> client.request("fail", String.class).block(WAIT))
                .isInstanceOfSatisfying(
                        RemoteException.class,
                        error -> assertThat(error.error())
                                .isEqualTo(Map.of("status", "error", "message", "on purpose")));
    }

    @Test
    default void a_servers_serializer_may_change_the_reply(ContractHarness harness) {
        var codec = JsonPacketCodec.builder()
                .serializer(packet -> {
                    packet.computeIfPresent("response", (name, response) -> "<" + response + ">");
                    return packet;
                })
                .build();
        var server = harness.serve(ServerOptions.builder().codec(codec).build(), new Answers());

        assertThat(harness.client(server).request("greet", "Ada", String.class).block(WAIT))
                .isEqualTo("<hello Ada>");
    }

    @Test
    default void a_clients_deserializer_may_change_the_reply(ContractHarness harness) {
        var codec = JsonPacketCodec.builder()
                .deserializer(message -> {
                    var packet = members(message);
                    packet.computeIfPresent("response", (name, response) -> response + "!");
                    return packet;
                })
                .build();
        var server = harness.serve(new Answers());
        var client = harness.client(server, ClientOptions.builder().codec(codec).build());

        assertThat(client.request("greet", "Ada", String.class).block(WAIT)).isEqualTo("hello Ada!");
    }

    @Test
    default void a_mapper_of_ones_own_writes_and_reads_payloads(ContractHarness harness) {
        var codec = JsonPacketCodec.builder()
                .mapper(mapper -> mapper.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE))
                .build();
        var server = harness.serve(ServerOptions.builder().codec(codec).build(), new Answers());
        var snake = harness.client(server, ClientOptions.builder().codec(codec).build());

        assertThat(snake.request("person", new Person("Ada"), Person.class).block(WAIT))
                .isEqualTo(new Person("Ada"));
        assertThat(harness.client(server)
                        .request("person", Map.of("first_name", "Ada"), Object.class)
                        .block(WAIT))
                .isEqualTo(Map.of("first_name", "Ada"));
    }

    @Test
    default void a_serializer_that_fails_fails_the_call_alone(ContractHarness harness) {
        var codec = JsonPacketCodec.builder()
                .serializer(packet -> {
                    if ("bad".equals(packet.get("data"))) {
                        throw new IllegalStateException("on purpose");
                    }
                    return packet;
                })
                .build();
        var server = harness.serve(new Answers());
        var client = harness.client(server, ClientOptions.builder().codec(codec).build());

        assertThatThrownBy(() -> client.request("greet", "bad", String.class).block(WAIT))
                .isInstanceOf(UnserializableValueException.class);
        assertThat(client.request("greet", "Ada", String.class).block(WAIT)).isEqualTo("hello Ada");
    }

    @Test
    default void a_servers_serializer_that_fails_answers_with_an_error(ContractHarness harness) {
        var codec = JsonPacketCodec.builder()
                .serializer(packet -> {
                    if ("hello bad".equals(packet.get("response"))) {
                        throw new IllegalStateException("on purpose");
                    }
                    return packet;
                })
                .build();
        var server = harness.serve(ServerOptions.builder().codec(codec).build(), new Answers());
        var client = harness.client(server);

        assertThatThrownBy(() -> client.request("greet", "bad", String.class).block(WAIT))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("Internal server error");
        assertThat(client.request("greet", "Ada", String.class).block(WAIT)).isEqualTo("hello Ada");
    }

    private static Object shouted(Map<String, @Nullable Object> packet) {
        return List.of("packet", packet);
    }

    private static Map<String, @Nullable Object> whispered(@Nullable Object message) {
        return members(((List<?>) Objects.requireNonNull(message)).get(1));
    }

    private static Map<String, @Nullable Object> members(@Nullable Object message) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        ((Map<?, ?>) Objects.requireNonNull(message))
                .forEach((name, value) -> members.put(String.valueOf(name), value));
        return members;
    }
}
