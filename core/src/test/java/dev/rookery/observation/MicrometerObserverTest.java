package dev.rookery.observation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.client.ClientOptions;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RequestTimeoutException;
import dev.rookery.error.RpcException;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.server.ServerOptions;
import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.Transporter;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

class MicrometerObserverTest {

    /** What a tracer does: writes its context into what leaves, and reads it from what comes. */
    private static final class Tracer implements ObservationHandler<Observation.Context> {
        final List<String> received = new CopyOnWriteArrayList<>();
        final List<String> ends = new CopyOnWriteArrayList<>();

        @Override
        @SuppressWarnings("unchecked")
        public void onStart(Observation.Context context) {
            if (context instanceof SenderContext<?> sender) {
                ((SenderContext<Object>) sender).getSetter().set(sender.getCarrier(), "traceparent", "00-trace-01");
            }
            if (context instanceof ReceiverContext<?> receiver) {
                var carrier = Objects.requireNonNull(receiver.getCarrier());
                received.add(String.valueOf(
                        ((ReceiverContext<Object>) receiver).getGetter().get(carrier, "traceparent")));
            }
        }

        @Override
        public void onStop(Observation.Context context) {
            ends.add(context.getName() + (context.getError() == null ? "" : "!"));
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }

    static final class Handlers {
        final TestObservationRegistry registry;
        final CountDownLatch open = new CountDownLatch(1);
        final List<String> scopes = new CopyOnWriteArrayList<>();

        Handlers(TestObservationRegistry registry) {
            this.registry = registry;
        }

        private void look() {
            Observation current = registry.getCurrentObservation();
            scopes.add(
                    current == null
                            ? "none"
                            : String.valueOf(current.getContext().getName()));
        }

        @MessagePattern("{cmd: 'look'}")
        @Nullable String lookAround() {
            look();
            return "v";
        }

        @MessagePattern("fail")
        String fail() {
            throw new RpcException("no");
        }

        @MessagePattern("wait")
        String waits() throws InterruptedException {
            open.await(30, SECONDS);
            return "";
        }

        @MessagePattern("stream")
        Flux<Integer> stream() {
            return Flux.range(0, 3);
        }

        @EventPattern("event")
        void event() {
            look();
        }
    }

    /** The in-memory transport without headers: they go through the metadata. */
    private record WithoutHeaders(InMemoryTransporter memory) implements Transporter {
        @Override
        public String id() {
            return memory.id();
        }

        @Override
        public Set<Capability> capabilities() {
            return memory.capabilities().stream()
                    .filter(capability -> capability != Capability.HEADERS)
                    .collect(Collectors.toSet());
        }

        @Override
        public TransportServer newServer(ServerRuntime runtime) {
            return memory.newServer(runtime);
        }

        @Override
        public TransportClient newClient(ClientRuntime runtime) {
            return memory.newClient(runtime);
        }
    }

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private final Tracer tracer = new Tracer();
    private final Handlers handlers = new Handlers(registry);
    private final MicrometerObserver observer = new MicrometerObserver(registry);
    private @Nullable MicroserviceServer server;
    private @Nullable ClientProxy client;

    private ClientProxy start(Transporter transporter) {
        registry.observationConfig().observationHandler(tracer);
        server = MicroserviceServer.builder()
                .controller(handlers)
                .transporter(transporter)
                .options(ServerOptions.builder().observer(observer).build())
                .start();
        var started = ClientProxyFactory.create(
                transporter, ClientOptions.builder().observer(observer).build());
        client = started;
        return started;
    }

    private void ends(String... names) {
        await().atMost(5, SECONDS).until(() -> tracer.ends.size() >= names.length);
        assertThat(tracer.ends).containsExactlyInAnyOrder(names);
    }

    @AfterEach
    void close() {
        handlers.open.countDown();
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
        TestObservationRegistryAssert.assertThat(registry).doesNotHaveAnyRemainingCurrentObservation();
    }

    @Test
    void a_request_is_observed_on_both_sides_with_its_route() {
        start(new InMemoryTransporter())
                .request("{cmd: 'look'}", 1, String.class)
                .block(Duration.ofSeconds(5));

        ends("rookery.client", "rookery.server");
        assertThat(handlers.scopes).containsExactly("rookery.server");
        for (var name : List.of("rookery.client", "rookery.server")) {
            TestObservationRegistryAssert.assertThat(registry)
                    .hasObservationWithNameEqualTo(name)
                    .that()
                    .hasBeenStarted()
                    .hasBeenStopped()
                    .hasLowCardinalityKeyValue("messaging.destination", "{\"cmd\":\"look\"}")
                    .hasLowCardinalityKeyValue("messaging.kind", "request")
                    .doesNotHaveError();
        }
    }

    @Test
    void an_event_is_observed_as_one() {
        start(new InMemoryTransporter()).emit("event", 1).block(Duration.ofSeconds(5));

        ends("rookery.client", "rookery.server");
        assertThat(handlers.scopes).containsExactly("rookery.server");
        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("rookery.server")
                .that()
                .hasLowCardinalityKeyValue("messaging.kind", "event");
    }

    @Test
    void an_error_is_seen_on_both_sides() {
        var failing = start(new InMemoryTransporter()).request("fail", 1, String.class);

        assertThatThrownBy(() -> failing.block(Duration.ofSeconds(5))).isInstanceOf(RemoteException.class);

        ends("rookery.client!", "rookery.server!");
    }

    @Test
    void a_timeout_and_the_cancellation_it_brings_end_both_once() {
        var waiting = start(new InMemoryTransporter())
                .withTimeout(Duration.ofMillis(50))
                .request("wait", 1, String.class);

        assertThatThrownBy(() -> waiting.block(Duration.ofSeconds(5))).isInstanceOf(RequestTimeoutException.class);

        ends("rookery.client!", "rookery.server!");
    }

    @Test
    void a_caller_that_cancels_ends_both_once() {
        var call = start(new InMemoryTransporter())
                .request("wait", 1, String.class)
                .subscribe();
        await().atMost(5, SECONDS).until(() -> tracer.received.size() == 1);

        call.dispose();

        ends("rookery.client", "rookery.server!");
    }

    @Test
    void a_stream_is_one_observation() {
        start(new InMemoryTransporter()).send("stream", 1, Integer.class).blockLast(Duration.ofSeconds(5));

        ends("rookery.client", "rookery.server");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_trace_goes_on_at_the_other_side_with_and_without_headers(boolean headers) {
        var memory = new InMemoryTransporter();
        var started = start(headers ? memory : new WithoutHeaders(memory));

        started.request("{cmd: 'look'}", 1, String.class).block(Duration.ofSeconds(5));
        started.emit("event", 1).block(Duration.ofSeconds(5));

        ends("rookery.client", "rookery.server", "rookery.client", "rookery.server");
        assertThat(tracer.received).containsExactly("00-trace-01", "00-trace-01");
    }
}
