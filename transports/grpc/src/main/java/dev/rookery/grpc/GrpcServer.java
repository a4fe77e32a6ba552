package dev.rookery.grpc;

import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.error.StartException;
import dev.rookery.internal.Listening;
import dev.rookery.internal.Reasons;
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
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
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
    private final HealthStatusManager health = new HealthStatusManager();
    private volatile @Nullable Server server;
    private volatile @Nullable GrpcThreads threads;

    GrpcServer(GrpcOptions options, Services services, ServerRuntime runtime) {
        this.options = options;
        this.runtime = runtime;
        this.messages = new Messages(runtime.codec(), options);
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
        if (!single
                && route.annotation(GrpcStreamMethod.class).isEmpty()
                && route.annotation(GrpcStreamCall.class).isEmpty()) {
            throw new HandlerDefinitionException("The pattern " + route.address()
                    + " means nothing on gRPC, which calls services by name: use @GrpcMethod or @GrpcStreamMethod");
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
        var credentials = options.credentialsOfServer();
        var loops = GrpcThreads.forServer();
        threads = loops;
        try {
            server = builder(credentials, loops).build().start();
        } catch (IOException e) {
            loops.close();
            throw Listening.failure(options.host(), options.port(), e);
        } catch (RuntimeException e) {
            loops.close();
            throw new StartException(
                    "gRPC cannot start on " + options.host() + ":" + options.port() + ": " + Reasons.of(e)
                            + "; correct its options, or what serverDriver sets",
                    e);
        }
        signals.status(GrpcStatus.CONNECTED);
    }

    private NettyServerBuilder builder(ServerCredentials credentials, GrpcThreads loops) {
        var builder = NettyServerBuilder.forAddress(new InetSocketAddress(options.host(), options.port()), credentials)
                .bossEventLoopGroup(loops.group())
                .workerEventLoopGroup(loops.group())
                .channelType(GrpcThreads.listener())
                .directExecutor()
                .addStreamTracerFactory(new CallClocks(loops))
                .maxInboundMessageSize(options.maxInboundMessageBytes())
                .maxInboundMetadataSize(options.maxMetadataBytes())
                .compressorRegistry(Compression.compressors(options.compression()))
                .decompressorRegistry(Compression.decompressors())
                .maxConcurrentCallsPerConnection(options.maxCallsPerConnection());
        keepAlive(builder, options.keepAlive());
        addServices(builder);
        options.serverDriver().accept(builder);
        return builder;
    }

    private static void keepAlive(NettyServerBuilder builder, GrpcKeepAlive keepAlive) {
        if (!keepAlive.serverInterval().isZero()) {
            builder.keepAliveTime(keepAlive.serverInterval().toNanos(), TimeUnit.NANOSECONDS)
                    .keepAliveTimeout(keepAlive.timeout().toNanos(), TimeUnit.NANOSECONDS);
        }
        builder.permitKeepAliveTime(keepAlive.permittedInterval().toNanos(), TimeUnit.NANOSECONDS)
                .permitKeepAliveWithoutCalls(keepAlive.permittedWithoutCalls());
    }

    private void addServices(NettyServerBuilder builder) {
        var served = new LinkedHashMap<Rpc, ServerCallHandler<byte[], byte[]>>();
        handlers.forEach((rpc, route) -> served.put(rpc, (call, metadata) -> receive(rpc, route, call, metadata)));
        for (var service : ServiceDefinitions.of(served)) {
            builder.addService(service);
            health.setStatus(service.getServiceDescriptor().getName(), ServingStatus.SERVING);
        }
        if (options.health()) {
            builder.addService(health.getHealthService());
        }
        if (options.reflection()) {
            builder.addService(ProtoReflectionServiceV1.newInstance());
        }
    }

    private ServerCall.Listener<byte[]> receive(
            Rpc rpc, Route route, ServerCall<byte[], byte[]> driver, Metadata metadata) {
        var context =
                new GrpcContext(driver, rpc.name(), metadata, Context.current().getDeadline());
        if (options.compression() != null) {
            driver.setCompression(options.compression());
        }
        var reply = ServerReply.of(driver, rpc, messages, context);
        var call = new IncomingCall(driver, rpc, route, runtime, intake, messages, context, reply);
        CallClocks.atDeadline(call::expire);
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

    /** Who watches its health hears that it ends; the driver tells its peers, and takes no new calls; those that are open go on. */
    @Override
    public void endIntake() {
        intake.end();
        var running = server;
        if (running != null && !running.isShutdown()) { // a second time the driver would warn of
            health.enterTerminalState();
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
