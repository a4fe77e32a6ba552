package dev.rookery.redis;

import dev.rookery.error.ConnectionLostException;
import dev.rookery.internal.Reasons;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The two connections, one to publish and one to subscribe, from when both are there until one of them is lost. What was sent and not answered
 * by then has failed; nothing is sent twice.
 */
final class RedisLink {
    private static final byte[] CLAIM = {'1'};

    private final StatefulRedisConnection<String, byte[]> publishing;
    private final StatefulRedisPubSubConnection<String, byte[]> subscribing;
    private final CompletableFuture<Throwable> lost = new CompletableFuture<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicBoolean closing = new AtomicBoolean();

    private RedisLink(
            StatefulRedisConnection<String, byte[]> publishing,
            StatefulRedisPubSubConnection<String, byte[]> subscribing) {
        this.publishing = publishing;
        this.subscribing = subscribing;
        var watch = new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
                lose(new ConnectionLostException("The connection to Redis was lost"));
            }
        };
        publishing.addListener(watch);
        subscribing.addListener(watch);
        if (!publishing.isOpen() || !subscribing.isOpen()) {
            lose(new ConnectionLostException("The connection to Redis was lost"));
        }
    }

    /** Makes both connections. If one cannot be made, none is left. */
    static CompletionStage<RedisLink> open(Driver driver) {
        return driver.connectToPublish()
                .thenCompose(publishing -> driver.connectToSubscribe()
                        .thenApply(subscribing -> new RedisLink(publishing, subscribing))
                        .whenComplete((link, error) -> {
                            if (error != null) {
                                Unawaited.then(publishing.closeAsync(), (_, _) -> {});
                            }
                        }));
    }

    /** What comes by channels and globs. Told by one thread. */
    interface Receiver {
        void received(@Nullable String glob, String channel, byte[] message);
    }

    void receiveBy(Receiver receiver) {
        subscribing.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, byte[] message) {
                receiver.received(null, channel, message);
            }

            @Override
            public void message(String glob, String channel, byte[] message) {
                receiver.received(glob, channel, message);
            }
        });
    }

    // ---- commands ----

    /** Publishes; then is told how many received it, or why it failed. */
    void publish(String channel, byte[] message, BiConsumer<@Nullable Long, @Nullable Throwable> then) {
        unanswered.incrementAndGet();
        Unawaited.then(sent(() -> publishing.async().publish(channel, message)), (receivers, error) -> {
            unanswered.decrementAndGet();
            then.accept(receivers, error);
        });
    }

    /** How many publications Redis has not answered yet. */
    int unanswered() {
        return unanswered.get();
    }

    /** One command a channel: the driver takes the first answer for the end of the command. */
    CompletionStage<Void> subscribe(String channel) {
        return sent(() -> subscribing.async().subscribe(channel));
    }

    CompletionStage<Void> subscribeGlob(String glob) {
        return sent(() -> subscribing.async().psubscribe(glob));
    }

    CompletionStage<Void> unsubscribe(String channel) {
        return sent(() -> subscribing.async().unsubscribe(channel));
    }

    CompletionStage<Void> unsubscribeGlob(String glob) {
        return sent(() -> subscribing.async().punsubscribe(glob));
    }

    /** True if the key was not there, and is now. */
    CompletionStage<Boolean> claim(String key, Duration timeToLive) {
        return sent(() ->
                        publishing.async().set(key, CLAIM, SetArgs.Builder.nx().px(timeToLive.toMillis())))
                .thenApply("OK"::equals);
    }

    /**
     * What Redis itself refuses says nothing of the connection. Any other failure means that it is lost, which whoever waits for the answer can
     * rely on: the driver fails commands, and refuses to take them, before it tells of the end.
     */
    private <T> CompletionStage<T> sent(Supplier<? extends CompletionStage<T>> command) {
        CompletionStage<T> answer;
        try {
            answer = command.get();
        } catch (RedisException error) {
            loseUnlessRefused(error);
            return CompletableFuture.failedFuture(error);
        }
        return answer.whenComplete((_, error) -> {
            if (error != null) {
                loseUnlessRefused(Reasons.unwrapped(error));
            }
        });
    }

    private void loseUnlessRefused(Throwable cause) {
        if (!(cause instanceof RedisCommandExecutionException)) {
            lose(new ConnectionLostException("Redis did not answer: " + Reasons.of(cause), cause));
        }
    }

    // ---- the end ----

    /** Completes with the reason, once. */
    CompletionStage<Throwable> lost() {
        return lost;
    }

    boolean isLost() {
        return lost.isDone();
    }

    private void lose(Throwable why) {
        if (lost.complete(why)) {
            Unawaited.then(close(), (_, _) -> {});
        }
    }

    /** Closes both after what was written; returns at once. */
    CompletionStage<Void> close() {
        return closing.compareAndSet(false, true)
                ? CompletableFuture.allOf(publishing.closeAsync(), subscribing.closeAsync())
                : CompletableFuture.completedFuture(null);
    }

    StatefulRedisConnection<String, byte[]> publishing() {
        return publishing;
    }

    StatefulRedisPubSubConnection<String, byte[]> subscribing() {
        return subscribing;
    }
}
