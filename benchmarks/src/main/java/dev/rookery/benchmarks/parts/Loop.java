package dev.rookery.benchmarks.parts;

import dev.rookery.codec.Body;
import dev.rookery.codec.IncomingReply;
import dev.rookery.pattern.WildcardSyntax;
import dev.rookery.transport.Call;
import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.Correlation;
import dev.rookery.transport.Inbound;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A transport without a wire: it leaves core alone with its work. Clients are answered at once, on their own thread, with as many replies as
 * the number says that they send; servers are called by the benchmark.
 */
final class Loop implements Transporter {
    static final String ID = "loop";

    private final Body answer;
    private final @Nullable WildcardSyntax syntax;
    private volatile ServerRuntime runtime;

    @SuppressWarnings("NullAway.Init") // there once a server was made
    private Loop(Body answer, @Nullable WildcardSyntax syntax) {
        this.answer = answer;
        this.syntax = syntax;
    }

    /** For servers. */
    Loop() {
        this(Body.absent(), null);
    }

    /** For servers whose patterns may have wildcards. */
    Loop(WildcardSyntax syntax) {
        this(Body.absent(), syntax);
    }

    /** For clients, whose every reply this is. */
    Loop(Body answer) {
        this(answer, null);
    }

    ServerRuntime runtime() {
        return runtime;
    }

    /** A request for a handler that there is, as the pattern of a packet names it. */
    Inbound request(String patternJson, Body data) {
        var route = runtime.matchPattern(patternJson).orElseThrow();
        return new Inbound(route, false, data, new LoopContext(route.address()), null);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<Capability> capabilities() {
        return syntax == null
                ? EnumSet.of(Capability.REQUEST, Capability.EVENT)
                : EnumSet.of(Capability.REQUEST, Capability.EVENT, Capability.WILDCARDS);
    }

    @Override
    public Optional<WildcardSyntax> wildcards() {
        return Optional.ofNullable(syntax);
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
            for (var due = (int) Objects.requireNonNull(request.data(), "data"); due > 0; due--) {
                correlation.accept(new IncomingReply(id, answer, Body.absent(), due == 1, false));
            }
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
