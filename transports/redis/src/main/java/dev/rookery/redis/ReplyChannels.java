package dev.rookery.redis;

import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.PendingReply;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The channels that replies to a client come by. It stays subscribed to them: Nest's clients go with the last reply and come back with the next
 * request, which costs two commands a request and can lose a reply between them. Nobody else can see the difference.
 */
final class ReplyChannels {
    private final int most;
    private final ClientRuntime runtime;
    private final RedisLink link;
    private final AtomicLong uses = new AtomicLong();
    private final ConcurrentHashMap<String, ReplyChannel> channels = new ConcurrentHashMap<>();
    /** For those who add and remove, so that SUBSCRIBE and UNSUBSCRIBE of a name leave in order. */
    private final ReentrantLock lock = new ReentrantLock();

    // guarded by the lock
    private @Nullable Throwable failure;

    ReplyChannels(int most, ClientRuntime runtime, RedisLink link) {
        this.most = most;
        this.runtime = runtime;
        this.link = link;
    }

    /** A reply that somebody waits for. */
    record Opened(ReplyChannel channel, String id) {
        void withdraw() {
            var _ = channel.correlation().withdraw(id);
        }

        void fail(Throwable why) {
            var _ = channel.correlation().fail(id, why);
        }
    }

    Opened open(String name, PendingReply reply) {
        while (true) {
            var known = channels.get(name);
            var channel = known == null ? add(name) : known;
            var id = channel.open(reply, uses.incrementAndGet());
            if (id != null) {
                return new Opened(channel, id);
            }
        }
    }

    @Nullable ReplyChannel find(String name) {
        return channels.get(name);
    }

    private ReplyChannel add(String name) {
        lock.lock();
        try {
            var known = channels.get(name);
            if (known != null) {
                return known;
            }
            while (channels.size() >= most && removeOldest()) {}
            var added = new ReplyChannel(name, runtime.newCorrelation(), link.subscribe(name), this::refused);
            if (failure != null) {
                added.end(failure);
            }
            channels.put(name, added);
            added.watch();
            return added;
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. False if all are in use: then there are more than there should be, for a while. */
    private boolean removeOldest() {
        var oldestFirst = channels.values().stream()
                .sorted(Comparator.comparingLong(ReplyChannel::lastUse))
                .toList();
        for (var channel : oldestFirst) {
            if (channel.endIfIdle()) {
                channels.remove(channel.name(), channel);
                Unawaited.then(link.unsubscribe(channel.name()), (_, _) -> {});
                return true;
            }
        }
        return false;
    }

    private void refused(ReplyChannel channel) {
        channels.remove(channel.name(), channel);
    }

    int size() {
        return channels.size();
    }

    void failAll(Throwable why) {
        lock.lock();
        try {
            failure = why;
        } finally {
            lock.unlock();
        }
        channels.values().forEach(channel -> channel.end(why));
    }
}
