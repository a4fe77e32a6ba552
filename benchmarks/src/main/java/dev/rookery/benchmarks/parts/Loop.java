package dev.rookery.benchmarks.parts;

import dev.rookery.codec.Body;
import dev.rookery.codec.IncomingReply;
import dev.rookery.transport.Call;
import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.Correlation;
import dev.rookery.transport.Outbound;
import dev.rookery.transport.PendingReply;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.TransportSignal;
import dev.rookery.transport.Transporter;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A transport without a wire: it leaves core alone with its work. Clients are answered at once; servers are called by the benchmark. */
final class Loop implements Transporter {
    private final Body answer;
    private volatile ServerRuntime runtime;

    @SuppressWarnings("NullAway.Init") // there once a server was made
    Loop(Body answer) {
        this.answer = answer;
    }

    ServerRuntime runtime() {
        return runtime;
    }

    @Override
    public String id() {
        return "loop";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.REQUEST, Capability.EVENT);
    }

    @Override
    public TransportServer newServer(ServerRuntime serverRuntime) {
        this.runtime = serverRuntime;
        return new Server();
    }

    @Override
    public TransportClient newClient(ClientRuntime clientRuntime) {
        return new Client(clientRuntime.newCorrelation(), answer);
    }

    private record Client(Correlation correlation, Body answer) implements TransportClient {
        private static final Call NOTHING_TO_CANCEL = () -> {};

        @Override
        public Mono<Void> connect() {
            return Mono.empty();
        }

        @Override
        public Call request(Outbound request, PendingReply reply) {
            var id = correlation.open(reply);
            correlation.accept(new IncomingReply(id, answer, Body.absent(), true, false));
            return NOTHING_TO_CANCEL;
        }

        @Override
        public Mono<Void> emit(Outbound event) {
            return Mono.empty();
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
            throw new IllegalArgumentException("no driver");
        }
    }

    private static final class Server implements TransportServer {
        @Override
        public void start() {}

        @Override
        public List<SocketAddress> addresses() {
            return List.of();
        }

        @Override
        public void pauseIntake() {}

        @Override
        public void resumeIntake() {}

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
            throw new IllegalArgumentException("no driver");
        }
    }
}
