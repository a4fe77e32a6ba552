package dev.rookery.memory;

import dev.rookery.codec.IncomingRequest;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.BusyException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.transport.ConnectionStatus;
import dev.rookery.transport.Correlation;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.Inbound;
import dev.rookery.transport.Outbound;
import dev.rookery.transport.ReplySink;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.Signals;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.TransportSignal;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** Takes packets from clients of the same process. While intake is paused, they wait in a queue. */
final class MemoryServer implements TransportServer {
    /** How many messages wait while intake is paused; whoever sends more is told so. */
    static final int MAX_HELD = 16_384;

    private static final Logger LOG = LoggerFactory.getLogger(MemoryServer.class);

    private final MemoryBus bus;
    private final ServerRuntime runtime;
    private final Signals signals = new Signals(MemoryStatus.DISCONNECTED);
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();
    private final ConcurrentHashMap<Correlation, Runnable> callers = new ConcurrentHashMap<>();
    private boolean paused;
    /** Whether a thread hands over what was held: what comes meanwhile queues up behind it. */
    private boolean delivering;

    MemoryServer(MemoryBus bus, ServerRuntime runtime) {
        this.bus = bus;
        this.runtime = runtime;
    }

    @Override
    public void start() {
        bus.add(this);
        signals.status(MemoryStatus.CONNECTED);
    }

    @Override
    public List<SocketAddress> addresses() {
        return List.of();
    }

    /** Whether there is a handler for a message. */
    boolean takes(Outbound message, boolean event) {
        return runtime.matchPattern(message.pattern().json())
                .filter(route -> event ? route.hasEventHandler() : route.hasMessageHandler())
                .isPresent();
    }

    /** Takes a packet as bytes; the call may wait while intake is paused. */
    void receive(byte[] packet, Map<String, String> headers, ReplySink replies, MemoryCall call) {
        var request = runtime.codec().readRequest(packet, 0, packet.length);
        whenOpen(() -> {
            if (!call.isCancelled()) {
                call.began(dispatch(request, headers, replies));
            }
        });
    }

    private Exchange dispatch(IncomingRequest request, Map<String, String> headers, ReplySink replies) {
        var pattern = request.pattern() == null ? "" : request.pattern();
        var context = new MemoryContext(readable(pattern), request.metadata(), headers);
        var route = runtime.matchPattern(pattern).orElse(null);
        return runtime.dispatch(new Inbound(route, request.isEvent(), request.data(), context, null), replies);
    }

    private static String readable(String patternJson) {
        return patternJson.length() >= 2 && patternJson.startsWith("\"")
                ? patternJson.substring(1, patternJson.length() - 1)
                : patternJson;
    }

    private void whenOpen(Runnable delivery) {
        lock.lock();
        try {
            if (paused || delivering) {
                hold(delivery);
                return;
            }
        } finally {
            lock.unlock();
        }
        delivery.run();
    }

    private void hold(Runnable delivery) {
        if (held.size() >= MAX_HELD) {
            throw new BusyException("The service in memory is busy, and " + MAX_HELD
                    + " messages wait already: send them more slowly, or raise maxInFlight");
        }
        held.add(delivery);
    }

    @Override
    public void pauseIntake() {
        lock.lock();
        try {
            paused = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void resumeIntake() {
        lock.lock();
        try {
            paused = false;
            if (delivering || held.isEmpty()) {
                return;
            }
            delivering = true;
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("rookery-memory-intake").start(this::deliverHeld);
    }

    private void deliverHeld() {
        for (var next = nextHeld(); next != null; next = nextHeld()) {
            try {
                next.run();
            } catch (RuntimeException | Error error) {
                LOG.error("A message in memory was lost", error);
            }
        }
    }

    private @Nullable Runnable nextHeld() {
        lock.lock();
        try {
            var next = paused ? null : held.poll();
            delivering = next != null;
            return next;
        } finally {
            lock.unlock();
        }
    }

    PacketCodec codec() {
        return runtime.codec();
    }

    /** Remembers a client, to be told when this server closes. */
    void attach(Correlation caller, Runnable whenClosed) {
        callers.put(caller, whenClosed);
    }

    void detach(Correlation caller) {
        callers.remove(caller);
    }

    @Override
    public void close(Duration grace) {
        bus.remove(this);
        callers.forEach((caller, whenClosed) -> {
            whenClosed.run();
            caller.failAll(new ConnectionLostException("The service in memory was closed"));
        });
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
