package dev.rookery.web;

import dev.rookery.internal.Listening;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.Signals;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.TransportSignal;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** Listens, and takes requests until it drains; then it turns them away, and says so to whoever watches its health. */
final class HttpServer implements TransportServer {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final HttpOptions options;
    private final RequestHandler requests;
    private final @Nullable SocketEntrance sockets;
    private final Server server;
    private final Signals signals = new Signals(HttpDoorStatus.DISCONNECTED);

    HttpServer(HttpOptions options, ServerRuntime runtime, @Nullable SocketEntrance sockets) {
        this(options, runtime, Endpoint.router(runtime.routes(), options.globalPrefix()), sockets);
    }

    private HttpServer(
            HttpOptions options, ServerRuntime runtime, Router<Endpoint> router, @Nullable SocketEntrance sockets) {
        this.options = options;
        this.sockets = sockets;
        var errors = new Errors(runtime.codec());
        this.requests = new RequestHandler(options, runtime, router, errors);
        this.server = new JettyAssembly(options).server(requests, errors, sockets);
        if (sockets != null) {
            sockets.at(this);
        }
    }

    /** A port for sockets alone, where all other requests find nothing. */
    static HttpServer forSockets(HttpOptions options, ServerRuntime runtime, SocketEntrance sockets) {
        return new HttpServer(options, runtime, new Router<>(), sockets);
    }

    @Override
    public void start() {
        try {
            server.start();
        } catch (Exception error) {
            stop(Duration.ZERO);
            throw Listening.failure(options.host(), options.port(), error);
        }
        signals.status(HttpDoorStatus.CONNECTED);
    }

    @Override
    public List<SocketAddress> addresses() {
        return Arrays.stream(server.getConnectors())
                .filter(connector -> connector instanceof ServerConnector)
                .map(connector -> ((ServerConnector) connector).getLocalPort())
                .filter(port -> port > 0)
                .<SocketAddress>map(port -> new InetSocketAddress(options.host(), port))
                .toList();
    }

    /** Requests that there is no room for are answered with 503, so that nothing need wait. */
    @Override
    public void pauseIntake() {}

    @Override
    public void resumeIntake() {}

    @Override
    public void endIntake() {
        requests.drain();
    }

    @Override
    public void close(Duration grace) {
        requests.drain();
        if (sockets != null) {
            sockets.close(grace);
        }
        stop(grace);
        signals.status(HttpDoorStatus.CLOSED);
    }

    private void stop(Duration grace) {
        try {
            server.setStopTimeout(grace.toMillis());
            server.stop();
        } catch (Exception error) {
            LOG.warn("HTTP on {}:{} did not stop as it should", options.host(), options.port(), error);
        }
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
        if (driverType != Server.class) {
            throw new IllegalArgumentException(
                    "HTTP has no " + driverType.getName() + " here (expected: " + Server.class.getName() + ")");
        }
        return driverType.cast(server);
    }
}
