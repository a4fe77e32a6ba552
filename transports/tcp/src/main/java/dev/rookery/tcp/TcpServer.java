package dev.rookery.tcp;

import dev.rookery.internal.SparseLog;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.Signals;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.TransportSignal;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** Listens on a port and serves whoever connects. */
final class TcpServer implements TransportServer {
    private static final Logger LOG = LoggerFactory.getLogger(TcpServer.class);

    private final TcpOptions options;
    private final @Nullable SslContext encryption;
    private final ServerRuntime runtime;
    private final Signals signals = new Signals(TcpStatus.DISCONNECTED);
    private final Intake intake = new Intake();
    private final SparseLog foreign = new SparseLog(LOG);
    private final Set<ServerConnection> connections = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition connectionClosed = lock.newCondition();
    private @Nullable IoThreads threads;
    private @Nullable Listener listener;

    TcpServer(TcpOptions options, ServerRuntime runtime) {
        this.options = options;
        this.encryption = options.tls() == null ? null : Encryption.ofServer(options.tls());
        this.runtime = runtime;
    }

    // ---- life ----

    @Override
    public void start() {
        var io = IoThreads.forServer(options);
        var opened = new Listener(this, io);
        lock.lock();
        try {
            threads = io;
            listener = opened;
        } finally {
            lock.unlock();
        }
        opened.start();
    }

    @Override
    public List<SocketAddress> addresses() {
        var listening = listener();
        return listening == null ? List.of() : listening.addresses();
    }

    @Override
    public void pauseIntake() {
        intake.pause();
    }

    @Override
    public void resumeIntake() {
        intake.resume();
    }

    @Override
    public void close(Duration grace) {
        var deadline = System.nanoTime() + FrameReader.nanos(grace);
        var listening = listener();
        if (listening != null) {
            listening.close();
        }
        if (grace.isPositive() && !IoThreads.isCurrentThread()) {
            connections.forEach(ServerConnection::closeSoon);
            awaitConnections(deadline);
        }
        IoThreads io;
        lock.lock();
        try {
            io = threads;
        } finally {
            lock.unlock();
        }
        if (io != null) {
            io.close();
        }
        signals.status(TcpStatus.CLOSED);
    }

    private void awaitConnections(long deadline) {
        lock.lock();
        try {
            while (!connections.isEmpty()) {
                var left = deadline - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                connectionClosed.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Listener listener() {
        lock.lock();
        try {
            return listener;
        } finally {
            lock.unlock();
        }
    }

    // ---- for its parts ----

    /** What connections are encrypted with; null for not at all. */
    @Nullable SslContext encryption() {
        return encryption;
    }

    TcpOptions options() {
        return options;
    }

    ServerRuntime runtime() {
        return runtime;
    }

    Intake intake() {
        return intake;
    }

    Signals signals() {
        return signals;
    }

    // ---- what connections tell ----

    void opened(ServerConnection connection, Peer peer) {
        connections.add(connection);
        signals.event(TcpEvent.CONNECT, peer.address());
    }

    void closed(ServerConnection connection, Peer peer) {
        intake.forget(connection);
        connections.remove(connection);
        signals.event(TcpEvent.CLOSE, peer.address());
        lock.lock();
        try {
            connectionClosed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void ended(Peer peer) {
        signals.event(TcpEvent.END, peer.address());
    }

    void caughtUp(Peer peer) {
        signals.event(TcpEvent.DRAIN, peer.address());
    }

    void foreign(Peer peer) {
        foreign.warn("{} sent a packet with neither pattern nor data nor id: ignored", peer);
    }

    void closing(Peer peer, String why) {
        LOG.warn("Closing the connection of {}: {}", peer, why);
    }

    void timedOut(Peer peer, String why) {
        closing(peer, why);
        signals.event(TcpEvent.TIMEOUT, peer.address());
    }

    void failed(Peer peer, Throwable cause) {
        signals.event(TcpEvent.ERROR, cause);
        if (cause instanceof DecoderException && cause.getCause() instanceof SSLException tls) {
            closing(peer, "TLS: " + tls.getMessage());
        } else if (cause instanceof IOException || cause instanceof DecoderException) {
            LOG.debug("The connection of {} failed", peer, cause);
        } else {
            LOG.error("Closing the connection of {}", peer, cause);
        }
    }

    // ---- signals ----

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
        var listening = listener();
        var channel = listening == null ? null : listening.channel();
        if (channel == null) {
            throw new IllegalStateException("The TCP server does not listen: there is no " + driverType.getName());
        }
        return encryption == null ? Drivers.pick(driverType, channel) : Drivers.pick(driverType, channel, encryption);
    }
}
