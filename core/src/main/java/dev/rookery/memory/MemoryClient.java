package dev.rookery.memory;

import dev.rookery.error.ClientClosedException;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.error.UndecodableReplyException;
import dev.rookery.transport.Call;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.Correlation;
import dev.rookery.transport.Outbound;
import dev.rookery.transport.PendingReply;
import dev.rookery.transport.ReplySink;
import dev.rookery.transport.Signals;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportSignal;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Hands packets to servers of the same process, with a correlation for each as if there were a connection. */
final class MemoryClient implements TransportClient {
    private final MemoryBus bus;
    private final ClientRuntime runtime;
    private final Signals signals = new Signals(MemoryStatus.DISCONNECTED);
    private final ConcurrentHashMap<MemoryServer, Correlation> correlations = new ConcurrentHashMap<>();

    MemoryClient(MemoryBus bus, ClientRuntime runtime) {
        this.bus = bus;
        this.runtime = runtime;
    }

    @Override
    public Mono<Void> connect() {
        return Mono.fromRunnable(() -> {
            bus.requireServer();
            signals.status(MemoryStatus.CONNECTED);
        });
    }

    private MemoryServer nextServer(Outbound message, boolean event) {
        var server = bus.next(message, event);
        signals.status(MemoryStatus.CONNECTED);
        return server;
    }

    @Override
    public Call request(Outbound request, PendingReply reply) {
        var server = nextServer(request, false);
        var correlation = correlations.computeIfAbsent(server, this::attach);
        var id = correlation.open(reply);
        var call = new MemoryCall(() -> correlation.withdraw(id));
        var replies = new MemoryReplies(
                server.codec(), runtime.codec(), '"' + id + '"', correlation, error -> fail(reply, call, error));
        try {
            var packet = new ByteArrayOutputStream();
            runtime.codec().writeRequest(request, id, packet);
            server.receive(packet.toByteArray(), request.headers(), replies, call);
        } catch (RuntimeException error) {
            correlation.withdraw(id);
            throw error;
        }
        return call;
    }

    private static void fail(PendingReply reply, MemoryCall call, UndecodableMessageException error) {
        reply.error(new UndecodableReplyException("The reply of " + reply.pattern() + " cannot be read", error));
        call.cancel();
    }

    private Correlation attach(MemoryServer server) {
        var correlation = runtime.newCorrelation();
        server.attach(correlation, () -> correlations.remove(server, correlation));
        return correlation;
    }

    @Override
    public Mono<Void> emit(Outbound event) {
        return Mono.fromRunnable(() -> {
            var packet = new ByteArrayOutputStream();
            runtime.codec().writeEvent(event, packet);
            nextServer(event, true)
                    .receive(packet.toByteArray(), event.headers(), ReplySink.none(), new MemoryCall(() -> {}));
        });
    }

    @Override
    public void close(Duration grace) {
        correlations.forEach((server, correlation) -> {
            server.detach(correlation);
            correlation.failAll(new ClientClosedException("The client was closed before the reply came"));
        });
        correlations.clear();
        signals.status(MemoryStatus.CLOSED);
    }

    @Override
    public Flux<ConnectionStatus> status() {
        return signals.statuses();
    }

    @Override
    public Flux<TransportSignal<?>> events() {
        return signals.events();
    }

    @Override
    public <T> T unwrap(Class<T> driverType) {
        throw new IllegalArgumentException("The in-memory transport has no driver, and so no " + driverType.getName());
    }
}
