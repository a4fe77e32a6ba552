package dev.rookery.redis;

import dev.rookery.internal.Reasons;
import dev.rookery.internal.SparseLog;
import io.lettuce.core.RedisCommandExecutionException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Lets one replica of a service handle a request: the one whose {@code SET … NX} on the request's id comes first. Events are not claimed. They have
 * no id by which replicas could know that they speak of the same one.
 *
 * <p>Where a claim gets no answer, nobody knows whether it counts: then this replica leaves the request to the others, and its caller's deadline
 * decides. Where Redis refuses the command, it refuses it to all replicas, and the caller is told.
 */
final class Claims {
    private static final SparseLog FAILED = new SparseLog(LoggerFactory.getLogger(Claims.class));
    private static final int LONGEST_ID = 200;

    private final String prefix;
    private final Duration time;
    private final int most;
    private final Connections connections;
    private final AtomicInteger waiting = new AtomicInteger();

    Claims(RedisOptions options, Connections connections) {
        this.prefix = options.claimPrefix();
        this.time = options.claimTime();
        this.most = options.maxWaitingMessages();
        this.connections = connections;
    }

    /** Asks for a request; {@code mine} runs if it is this replica's. */
    void claim(String channel, String id, ServerReply reply, Runnable mine) {
        var link = connections.current();
        if (link == null) {
            FAILED.warn("Left a request of {} to other replicas: no connection to Redis to claim it by", channel);
            return;
        }
        if (waiting.incrementAndGet() > most) {
            waiting.decrementAndGet();
            FAILED.warn("Left a request of {} to other replicas: {} wait for their claim already", channel, most);
            return;
        }
        Unawaited.then(link.claim(key(channel, id), time), (won, error) -> {
            waiting.decrementAndGet();
            if (error != null) {
                failed(channel, reply, error);
            } else if (won != null && won) {
                mine.run();
            }
        });
    }

    private static void failed(String channel, ServerReply reply, @Nullable Throwable error) {
        FAILED.warn("A request of {} could not be claimed: {}", channel, Reasons.of(error));
        if (error instanceof RedisCommandExecutionException) {
            reply.refuse("UNAVAILABLE", "No replica of the service could claim the request");
        }
    }

    /** Of the channel too: clients of others may count their ids from 1. */
    private String key(String channel, String id) {
        var known = id.length() <= LONGEST_ID
                ? id
                : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
        return prefix + channel + ':' + known;
    }
}
