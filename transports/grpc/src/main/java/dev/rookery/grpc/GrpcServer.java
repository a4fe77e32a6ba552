package dev.rookery.grpc;

import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.StartException;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.Route;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.Signals;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.TransportSignal;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Listens, and takes the calls of those rpcs that have a handler. The driver answers all others. */
final class GrpcServer implements TransportServer {
    private final GrpcOptions options;
    private final ServerRuntime runtime;
    private final Messages messages;
    private final Map<Rpc, Route> handlers;
    private final Intake intake = new Intake();
    private final Signals signals = new Signals(GrpcStatus.DISCONNECTED);
    private volatile @Nullable Server server;
    private volatile @Nullable GrpcThreads threads;

    GrpcServer(GrpcOptions options, Services services, ServerRuntime runtime) {
        this.options = options;
        this.runtime = runtime;
        this.messages = new Messages(runtime.codec(), options.mapStyle());
        this.handlers = handlers(services, runtime);
    }

    private static Map<Rpc, Route> handlers(Services services, ServerRuntime runtime) {
        var handlers = new LinkedHashMap<Rpc, Route>();
        for (var route : runtime.routes()) {
            var rpc = rpcOf(route, services);
            var other = handlers.put(rpc, route);
            if (other != null) {
                throw new HandlerDefinitionException("Two handlers serve " + rpc.name() + ", one as " + other.address()
                        + " and one as " + route.address() + ": leave one");
            }
        }
        return handlers;
    }

    private static Rpc rpcOf(Route route, Services services) {
        var single = route.annotation(GrpcMethod.class).isPresent();
        if (!single && route.annotation(GrpcStreamMethod.class).isEmpty()) {
            throw new HandlerDefinitionException("The pattern " + route.address()
                    + " means nothing on gRPC, which calls services by name: use @GrpcMethod, or bind it to another transport with"
                    + " transport = …");
        }
        var rpc = services.require(route.address());
        if (single == rpc.clientStreams()) {
            throw new HandlerDefinitionException(rpc.name()
                    + (single
                            ? " takes a stream of requests: use @GrpcStreamMethod"
                            : " takes one request: use @GrpcMethod"));
        }
        return rpc;
    }

    @Override
    public void start() {
        var loops = GrpcThreads.forServer();
        threads = loops;
        var builder = NettyServerBuilder.forAddress(new InetSocketAddress(options.host(), options.port()))
                .bossEventLoopGroup(loops.group())
                .workerEventLoopGroup(loops.group())
                .channelType(NioServerSocketChannel.class)
                .directExecutor()
                .maxInboundMessageSize(options.maxInboundMessageBytes())
                .maxInboundMetadataSize(options.maxMetadataBytes())
                .maxConcurrentCallsPerConnection(options.maxCallsPerConnection());
        definitions().forEach(builder::addService);
        try {
            options.serverDriver().accept(builder);
            server = builder.build().start();
        } catch (IOException | RuntimeException e) {
            loops.close();
            throw new StartException(
                    "gRPC cannot listen on " + options.host() + ":" + options.port() + ": " + reason(e)
                            + "; choose another port, or stop who has it",
                    e);
        }
        signals.status(GrpcStatus.CONNECTED);
    }

    private static @Nullable String reason(Exception error) {
        return error.getCause() == null ? error.getMessage() : error.getCause().getMessage();
    }

    private List<ServerServiceDefinition> definitions() {
        var builders = new LinkedHashMap<String, ServerServiceDefinition.Builder>();
        handlers.forEach((rpc, route) -> builders.computeIfAbsent(rpc.service(), ServerServiceDefinition::builder)
                .addMethod(rpc.driver(), (call, metadata) -> receive(rpc, route, call, metadata)));
        return builders.values().stream()
                .map(ServerServiceDefinition.Builder::build)
                .toList();
    }

    private ServerCall.Listener<byte[]> receive(
            Rpc rpc, Route route, ServerCall<byte[], byte[]> driver, Metadata metadata) {
        var context =
                new GrpcContext(driver, rpc.name(), metadata, Context.current().getDeadline());
        var reply = new ServerReply(driver, rpc, messages, context);
        var call = new IncomingCall(driver, rpc, route, runtime, intake, messages, context, reply);
        if (rpc.clientStreams()) {
            var streamed = new StreamedRequest(call);
            intake.whenOpen(streamed);
            return streamed;
        }
        var single = new SingleRequest(call);
        intake.whenOpen(single);
        return single;
    }

    @Override
    public List<SocketAddress> addresses() {
        var running = server;
        return running == null || running.isShutdown() ? List.of() : List.copyOf(running.getListenSockets());
    }

    @Override
    public void pauseIntake() {
        intake.pause();
    }

    @Override
    public void resumeIntake() {
        Thread.ofVirtual().name("rookery-grpc-intake").start(intake::resume);
    }

    /** The driver tells its peers, and takes no new calls; those that are open go on. */
    @Override
    public void endIntake() {
        intake.end();
        var running = server;
        if (running != null) {
            running.shutdown();
        }
    }

    @Override
    public void close(Duration grace) {
        endIntake();
        var running = server;
        if (running != null) {
            try {
                if (!running.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                    running.shutdownNow().awaitTermination(1, TimeUnit.SECONDS);
                }
            } catch (InterruptedException e) {
                running.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
        var loops = threads;
        if (loops != null) {
            loops.close();
        }
        signals.status(GrpcStatus.CLOSED);
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
        var running = server;
        if (driverType != Server.class) {
            throw new IllegalArgumentException(
                    "gRPC has no " + driverType.getName() + " here (expected: " + Server.class.getName() + ")");
        }
        if (running == null) {
            throw new IllegalStateException("The server of gRPC was not started yet");
        }
        return driverType.cast(running);
    }
}
