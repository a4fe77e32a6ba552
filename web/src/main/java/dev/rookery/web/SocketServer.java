package dev.rookery.web;

import dev.rookery.codec.ErrorBody;
import dev.rookery.codec.IncomingEvent;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.BusyException;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.internal.DeadlineSweeper;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.Inbound;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.Signals;
import dev.rookery.transport.TransportEvent;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.TransportSignal;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** All sockets of a door, and what they send: finds the handler of an event and gives it to the core. */
final class SocketServer implements TransportServer {
    /** How long a client may take to answer that it is closed. */
    static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final Logger LOG = LoggerFactory.getLogger(SocketServer.class);

    private final WebSocketOptions options;
    private final ServerRuntime runtime;
    private final SocketEntrance entrance;
    private final boolean ownsPort;
    private final Map<String, SocketPlace> places;
    private final Set<SocketConnection> connections = ConcurrentHashMap.newKeySet();
    private final IntakeGate gate = new IntakeGate();
    private final SocketWatch watch;
    private final Signals signals = new Signals(HttpDoorStatus.DISCONNECTED);
    private volatile boolean open;

    SocketServer(
            WebSocketOptions options,
            Gateways gateways,
            ServerRuntime runtime,
            SocketEntrance entrance,
            boolean ownsPort) {
        this.options = options;
        this.runtime = runtime;
        this.entrance = entrance;
        this.ownsPort = ownsPort;
        this.places = SocketPlace.all(gateways, runtime.routes());
        this.watch = new SocketWatch(options, connections);
    }

    // ---- for the port and its sockets ----

    WebSocketOptions options() {
        return options;
    }

    PacketCodec codec() {
        return runtime.codec();
    }

    IntakeGate gate() {
        return gate;
    }

    /** Whether clients may connect. */
    boolean isOpen() {
        return open;
    }

    Optional<SocketPlace> place(String path) {
        return Optional.ofNullable(places.get(path));
    }

    void opened(SocketConnection connection) {
        connections.add(connection);
        watch.expect();
        signals.event(TransportEvent.CONNECT, connection.client().remoteAddress());
        if (!open) {
            connection.outbox().close(CloseStatus.SHUTDOWN, "The service is shutting down");
        }
    }

    void ended(SocketConnection connection) {
        connections.remove(connection);
        signals.event(TransportEvent.CLOSE, connection.client().remoteAddress());
    }

    /** Runs what may block. */
    void onThread(Runnable hook) {
        Thread.ofVirtual().name("rookery-ws-hook").start(hook);
    }

    /** A message has come. What is none is ignored, as in Nest. */
    void receive(SocketConnection connection, byte[] message) {
        IncomingEvent event;
        try {
            event = runtime.codec().readEvent(message);
        } catch (UndecodableMessageException error) {
            LOG.debug("Ignored a message of {}: {}", connection.client(), error.getMessage());
            return;
        }
        var name = event.name();
        var route = name == null ? null : connection.place().events().get(name);
        if (name == null || route == null || !open) {
            LOG.debug(
                    "Ignored a message of {}: {}", connection.client(), name == null ? "no event" : "nothing takes it");
            return;
        }
        var context = new WsContext(route.address(), name, connection.client());
        var errors = new SocketError(name, event.data());
        var replies = new SocketReplySink(connection, runtime.codec(), errors, route.address(), route.hasManyReplies());
        if (!connection.began(replies)) {
            refuse(replies);
            return;
        }
        replies.began(runtime.dispatch(new Inbound(route, false, event.data(), context, null), replies));
        if (connection.isClosed()) {
            replies.clientGone();
        }
    }

    /** Else one client could take all the places there are, and keep them. */
    private void refuse(SocketReplySink replies) {
        var why = "The client has " + options.maxStreams() + " streams open (expected: end one before another begins)";
        LOG.debug("A stream was refused: {}", why);
        replies.error(new BusyException(why), ErrorBody.coded("BUSY", why));
    }

    // ---- for core ----

    @Override
    public void start() {
        for (var place : places.values()) {
            place.hooks().init(place.server());
        }
        open = true;
        if (ownsPort) {
            entrance.port().start();
        }
        signals.status(HttpDoorStatus.CONNECTED);
    }

    @Override
    public List<SocketAddress> addresses() {
        return entrance.port().addresses();
    }

    @Override
    public void pauseIntake() {
        gate.pause();
    }

    @Override
    public void resumeIntake() {
        gate.resume();
    }

    /** Nobody connects any more, nothing further is taken, and streams, which may have no end, get a moment. */
    @Override
    public void endIntake() {
        open = false;
        gate.resume(); // so that who closes is seen
        watch.endStreams();
        if (ownsPort) {
            entrance.port().endIntake();
        }
    }

    @Override
    public void close(Duration grace) {
        closeSockets(grace);
        watch.close();
        if (ownsPort) {
            entrance.port().close(grace);
        }
        signals.status(HttpDoorStatus.CLOSED);
    }

    /** Closes all sockets, and waits for their ends; what is not closed within the grace is cut off. */
    void closeSockets(Duration grace) {
        open = false;
        connections.forEach(
                connection -> connection.outbox().close(CloseStatus.SHUTDOWN, "The service is shutting down"));
        awaitEnds(grace);
        connections.forEach(SocketConnection::abort);
        awaitEnds(Duration.ofSeconds(1)); // hooks of those
    }

    private void awaitEnds(Duration limit) {
        var deadline = DeadlineSweeper.now() + limit.toNanos();
        while (!connections.isEmpty() && DeadlineSweeper.now() < deadline) {
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
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
        return entrance.port().unwrap(driverType);
    }
}
