package dev.rookery.client;

import dev.rookery.codec.JsonPacketCodec;
import dev.rookery.transport.Call;
import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.Correlation;
import dev.rookery.transport.IntakeControl;
import dev.rookery.transport.Outbound;
import dev.rookery.transport.PendingReply;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.TransportSignal;
import dev.rookery.transport.Transporter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A transport with one connection whose other end is the test. */
final class Wire implements Transporter, TransportClient, IntakeControl {
    private static final JsonPacketCodec CODEC = JsonPacketCodec.withDefaults();

    final List<String> ids = new CopyOnWriteArrayList<>();
    final List<Outbound> sent = new CopyOnWriteArrayList<>();
    final List<String> cancelled = new CopyOnWriteArrayList<>();
    final List<String> intake = new ArrayList<>(); // guarded by its monitor
    final AtomicLong demand = new AtomicLong();
    final AtomicInteger badDemand = new AtomicInteger();
    boolean pausable = true;
    boolean correlating = true;
    BiConsumer<Wire, String> whenSent = (wire, id) -> {};
    Mono<Void> emitting = Mono.empty();
    Set<Capability> capabilities = EnumSet.of(Capability.REQUEST, Capability.HEADERS);

    @Nullable PendingReply held;

    private @Nullable Correlation correlation;
    private @Nullable ClientRuntime runtime;

    Correlation correlation() {
        if (correlation == null) {
            var core = Objects.requireNonNull(runtime);
            correlation = pausable ? core.newCorrelation(this) : core.newCorrelation();
        }
        return correlation;
    }

    /** A new connection in place of a lost one. */
    void reconnect() {
        correlation = null;
    }

    void reply(String id, String members) {
        var packet = ("{" + members + ",\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
        correlation().accept(CODEC.readReply(packet, 0, packet.length));
    }

    void value(String id, Object json) {
        reply(id, "\"response\":" + json);
    }

    void last(String id, Object json) {
        reply(id, "\"response\":" + json + ",\"isDisposed\":true");
    }

    void end(String id) {
        reply(id, "\"isDisposed\":true");
    }

    @Override
    public String id() {
        return "wire";
    }

    String lastId() {
        return ids.getLast();
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public TransportServer newServer(ServerRuntime serverRuntime) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TransportClient newClient(ClientRuntime clientRuntime) {
        this.runtime = clientRuntime;
        return this;
    }

    @Override
    public Mono<Void> connect() {
        return Mono.empty();
    }

    @Override
    public Call request(Outbound request, PendingReply reply) {
        sent.add(request);
        if (!correlating) {
            held = reply;
            return new Calling("none", null);
        }
        var connection = correlation();
        var id = connection.open(reply);
        ids.add(id);
        whenSent.accept(this, id);
        return new Calling(id, connection);
    }

    private final class Calling implements Call {
        private final String id;
        private final @Nullable Correlation connection;

        Calling(String id, @Nullable Correlation connection) {
            this.id = id;
            this.connection = connection;
        }

        @Override
        public void request(long replies) {
            if (replies < 1) {
                badDemand.incrementAndGet();
            }
            demand.addAndGet(replies);
        }

        @Override
        public void cancel() {
            if (connection != null) {
                connection.withdraw(id);
            }
            cancelled.add(id);
        }
    }

    @Override
    public Mono<Void> emit(Outbound event) {
        sent.add(event);
        return emitting;
    }

    @Override
    public void close(Duration grace) {}

    @Override
    public Flux<ConnectionStatus> status() {
        return Flux.empty();
    }

    @Override
    public Flux<TransportSignal<?>> events() {
        return Flux.empty();
    }

    @Override
    public <T> T unwrap(Class<T> driverType) {
        throw new IllegalArgumentException("nothing to unwrap");
    }

    @Override
    public void pause() {
        synchronized (intake) {
            intake.add("pause");
        }
    }

    @Override
    public void resume() {
        synchronized (intake) {
            intake.add("resume");
        }
    }

    List<String> intake() {
        synchronized (intake) {
            return List.copyOf(intake);
        }
    }
}
