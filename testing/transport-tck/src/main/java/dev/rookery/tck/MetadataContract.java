package dev.rookery.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.error.RpcException;
import dev.rookery.observation.OutgoingMessage;
import dev.rookery.tck.MetadataParts.Curious;
import dev.rookery.tck.MetadataParts.Noted;
import dev.rookery.transport.Capability;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What travels beside the payload. */
public interface MetadataContract extends Contract {

    @Test
    default void metadata_of_the_dispatch_hook_reaches_the_handler(ContractHarness harness) {
        var client = client(harness, message -> message.metadata(Map.of("tenant", "a", "tags", List.of(1, 2))));

        assertThat(client.request("metadata", "data", Object.class).block(WAIT))
                .isEqualTo(Map.of("tenant", "a", "tags", List.of(1, 2)));
    }

    @Test
    default void without_a_hook_there_is_no_metadata_and_no_header(ContractHarness harness) {
        var client = harness.clientOf(new Curious(new ConcurrentLinkedQueue<>()));

        assertThat(client.request("has.metadata", Boolean.class).block(WAIT)).isFalse();
        assertThat(client.request("header", "trace", String.class).block(WAIT)).isEqualTo("none");
    }

    @Test
    default void a_header_is_found_by_its_name_however_it_travelled(ContractHarness harness) {
        var client = client(
                harness,
                message -> message.header("trace", "t-" + message.pattern().route()));

        assertThat(client.request("header", "trace", String.class).block(WAIT)).isEqualTo("t-header");
        assertThat(client.request("header", "other", String.class).block(WAIT)).isEqualTo("none");
    }

    @Test
    default void headers_and_metadata_are_parameters(ContractHarness harness) {
        var client = client(harness, message -> {
            message.metadata(Map.of("tenant", Map.of("id", 7)));
            message.header("trace", "t");
        });

        assertThat(client.request("parameters", "data", Object.class).block(WAIT))
                .isEqualTo(List.of("t", "none", 7, "data"));
    }

    @Test
    default void headers_and_metadata_go_together(ContractHarness harness) {
        var client = client(harness, message -> {
            message.metadata(Map.of("tenant", "a"));
            message.header("trace", "t");
        });

        assertThat(client.request("header", "trace", String.class).block(WAIT)).isEqualTo("t");
        assertThat(client.request("header", "tenant", String.class).block(WAIT)).isEqualTo("a");
    }

    @Test
    @Needs(Capability.HEADERS)
    default void headers_are_headers_where_the_transport_has_any(ContractHarness harness) {
        var client = client(harness, message -> message.header("trace", "t"));

        assertThat(client.request("headers", "trace", String.class).block(WAIT)).isEqualTo("t");
        assertThat(client.request("has.metadata", Boolean.class).block(WAIT)).isFalse();
    }

    @Test
    @Needs(Capability.EVENT)
    default void events_carry_metadata_too(ContractHarness harness) {
        var seen = new ConcurrentLinkedQueue<String>();
        var server = harness.serve(new Curious(seen));
        var client = harness.client(server, options(message -> message.header("trace", "t" + message.isEvent())));

        client.emit("created", 1).block(WAIT);

        Eventually.holds(() -> assertThat(seen).containsExactly("ttrue"));
    }

    @Test
    default void a_record_carries_data_and_headers_of_a_request(ContractHarness harness) {
        var client = client(harness, message -> {
            message.header("trace", "of the hook");
            message.header("tenant", "a");
        });

        assertThat(client.request("header", new Noted("trace", Map.of("trace", "of the record")), String.class)
                        .block(WAIT))
                .isEqualTo("of the record");
        assertThat(client.request("header", new Noted("tenant", Map.of("trace", "t")), String.class)
                        .block(WAIT))
                .isEqualTo("a");
    }

    @Test
    @Needs(Capability.EVENT)
    default void a_record_carries_data_and_headers_of_an_event(ContractHarness harness) {
        var seen = new ConcurrentLinkedQueue<String>();
        var client = harness.clientOf(new Curious(seen));

        client.emit("created", new Noted(1, Map.of("trace", "t"))).block(WAIT);

        Eventually.holds(() -> assertThat(seen).containsExactly("t"));
    }

    @Test
    default void a_handler_may_answer_with_records(ContractHarness harness) {
        var client = harness.clientOf(new Object() {
            @MessagePattern("one.record")
            Noted one() {
                return new Noted("one", Map.of("trace", "t"));
            }

            @MessagePattern("some.records")
            Flux<Noted> some() {
                return Flux.range(1, 3).map(number -> new Noted(number, Map.of("trace", "t" + number)));
            }
        });

        assertThat(client.request("one.record", String.class).block(WAIT)).isEqualTo("one");
        assertThat(client.send("some.records", Integer.class).collectList().block(WAIT))
                .containsExactly(1, 2, 3);
    }

    @Test
    default void a_hook_that_fails_fails_the_call(ContractHarness harness) {
        var client = client(harness, message -> {
            throw new RpcException("hook");
        });

        assertThatThrownBy(() -> client.request("has.metadata", Boolean.class).block(WAIT))
                .isInstanceOf(RpcException.class)
                .hasMessage("hook");
        assertThatThrownBy(() -> client.emit("created", 1).block(WAIT))
                .isInstanceOf(RpcException.class)
                .hasMessage("hook");
    }

    private static ClientProxy client(ContractHarness harness, Consumer<OutgoingMessage> hook) {
        return harness.client(harness.serve(new Curious(new ConcurrentLinkedQueue<>())), options(hook));
    }

    private static ClientOptions options(Consumer<OutgoingMessage> hook) {
        return ClientOptions.builder().dispatchHook(hook).build();
    }
}
