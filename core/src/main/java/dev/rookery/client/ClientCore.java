package dev.rookery.client;

import dev.rookery.codec.PacketCodec;
import dev.rookery.error.ClientClosedException;
import dev.rookery.internal.DeadlineSweeper;
import dev.rookery.internal.Uninterrupted;
import dev.rookery.observation.OutgoingMessage;
import dev.rookery.pattern.Pattern;
import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.Correlation;
import dev.rookery.transport.IntakeControl;
import dev.rookery.transport.MessageRecord;
import dev.rookery.transport.Outbound;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.Transporter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What all views of one client share: the transport's client, the deadlines, the patterns that were read. */
final class ClientCore implements ClientRuntime {
    private static final int MAX_REMEMBERED_PATTERNS = 1_024;
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(1);

    private final Transporter transporter;
    private final ClientOptions options;
    private final TransportClient client;
    private final boolean headersOnWire;
    private final DeadlineSweeper sweeper;
    private final Set<Pendings> correlations = ConcurrentHashMap.newKeySet();
    private final Set<PendingCall> uncorrelated = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, Pattern> patterns = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    ClientCore(Transporter transporter, ClientOptions options) {
        this.transporter = transporter;
        this.options = options;
        this.headersOnWire = transporter.capabilities().contains(Capability.HEADERS);
        this.sweeper = new DeadlineSweeper("rookery-" + transporter.id() + "-client-deadlines", this::sweep);
        this.client = transporter.newClient(this);
    }

    ClientOptions options() {
        return options;
    }

    TransportClient client() {
        return client;
    }

    @Override
    public PacketCodec codec() {
        return options.codec();
    }

    @Override
    public Correlation newCorrelation(IntakeControl intake) {
        return register(new Pendings(this, intake));
    }

    @Override
    public Correlation newCorrelation() {
        return register(new Pendings(this, null));
    }

    private Pendings register(Pendings pendings) {
        correlations.add(pendings);
        return pendings;
    }

    void forget(Pendings pendings) {
        correlations.remove(pendings);
    }

    Pattern pattern(String text) {
        var known = patterns.get(text);
        if (known != null) {
            return known;
        }
        var pattern = Pattern.of(text);
        if (patterns.size() < MAX_REMEMBERED_PATTERNS) {
            patterns.put(text, pattern);
        }
        return pattern;
    }

    /** What leaves, after the hook and the observer have added to it. */
    Outbound outbound(OutgoingMessage message, boolean hasData) {
        var record = message.data() instanceof MessageRecord given ? given : null;
        var data = MessageRecord.dataOf(message.data());
        var headers = record == null ? message.headers() : joined(message.headers(), record.headers());
        var metadata = message.metadata();
        return headersOnWire || headers.isEmpty()
                ? new Outbound(message.pattern(), hasData, data, metadata, headers, record)
                : new Outbound(message.pattern(), hasData, data, merged(metadata, headers), Map.of(), record);
    }

    private static Map<String, String> joined(Map<String, String> general, Map<String, String> particular) {
        var all = new LinkedHashMap<>(general);
        all.putAll(particular);
        return all;
    }

    private static Object merged(@Nullable Object metadata, Map<String, String> headers) {
        if (metadata != null && !(metadata instanceof Map<?, ?>)) {
            return metadata;
        }
        var members = new LinkedHashMap<Object, @Nullable Object>(headers);
        if (metadata instanceof Map<?, ?> map) {
            members.putAll(map);
        }
        return members;
    }

    // ---- deadlines ----

    void expect(long deadline) {
        sweeper.expect(deadline);
    }

    /** Looks after a call that has no connection yet, or whose transport needs no correlation. */
    void watch(PendingCall call) {
        call.watched();
        uncorrelated.add(call);
        expect(call.deadline());
        if (closed.get()) {
            call.error(closedError());
        }
        if (call.isOver() || call.isCorrelated()) {
            uncorrelated.remove(call);
        }
    }

    void unwatch(PendingCall call) {
        if (call.wasWatched()) { // most never are
            uncorrelated.remove(call);
        }
    }

    int watched() {
        return uncorrelated.size();
    }

    private long sweep(long now) {
        var earliest = DeadlineSweeper.NEVER;
        for (var correlation : correlations) {
            earliest = Math.min(earliest, correlation.sweep(now));
        }
        for (var call : uncorrelated) {
            earliest = Math.min(earliest, call.checkDeadline(now));
        }
        return earliest;
    }

    // ---- the end ----

    void requireOpen() {
        if (closed.get()) {
            throw closedError();
        }
    }

    ClientClosedException closedError() {
        return new ClientClosedException("The client of " + transporter + " is closed");
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            Uninterrupted.run(this::closeOnce);
        }
    }

    private void closeOnce() {
        try {
            client.close(CLOSE_GRACE);
        } finally {
            correlations.forEach(correlation -> correlation.failAll(closedError()));
            uncorrelated.forEach(call -> call.error(closedError()));
            sweeper.close();
        }
    }
}
