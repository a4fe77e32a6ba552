package dev.rookery.redis;

import dev.rookery.codec.PacketCodec;
import dev.rookery.error.BusyException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.internal.Reasons;
import dev.rookery.internal.SparseLog;
import dev.rookery.transport.Call;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.Link;
import dev.rookery.transport.Outbound;
import dev.rookery.transport.PendingReply;
import dev.rookery.transport.Signals;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** The calls of a client on one link. */
final class Calls implements Link {
    private static final SparseLog UNREADABLE = new SparseLog(LoggerFactory.getLogger(Calls.class));

    private final PacketCodec codec;
    private final RedisLink link;
    private final Signals signals;
    private final int maxUnanswered;
    private final ReplyChannels replyChannels;

    Calls(RedisOptions options, ClientRuntime runtime, RedisLink link, Signals signals) {
        this.codec = runtime.codec();
        this.link = link;
        this.signals = signals;
        this.maxUnanswered = options.maxWaitingMessages();
        this.replyChannels = new ReplyChannels(options.maxReplyChannels(), runtime, link);
    }

    boolean isOn(RedisLink one) {
        return link.equals(one);
    }

    @Override
    public boolean isUsable() {
        return !link.isLost();
    }

    // ---- what goes out ----

    @Override
    public Call request(Outbound request, PendingReply reply) {
        requireRoom();
        var channel = request.pattern().route();
        var opened = replyChannels.open(Channels.replyTo(channel), reply);
        try {
            var packet = new ByteArrayOutputStream();
            codec.writeRequest(request, opened.id(), packet);
            var call = new Sent(channel, Channels.check(channel, packet.toByteArray()), opened);
            opened.channel().whenSubscribed(call);
            return call;
        } catch (RuntimeException error) {
            opened.withdraw();
            throw error;
        }
    }

    /** A request that leaves as soon as its reply can come. */
    private final class Sent implements Call, Runnable {
        private final String channel;
        private final byte[] packet;
        private final ReplyChannels.Opened opened;
        private volatile boolean cancelled;

        Sent(String channel, byte[] packet, ReplyChannels.Opened opened) {
            this.channel = channel;
            this.packet = packet;
            this.opened = opened;
        }

        @Override
        public void run() {
            if (!cancelled) {
                link.publish(channel, packet, this::published);
            }
        }

        private void published(@Nullable Long receivers, @Nullable Throwable error) {
            if (error != null) {
                opened.fail(lost(channel, error));
            } else if (receivers != null && receivers == 0) {
                opened.fail(new NoHandlerException("Nobody listens to the channel " + channel
                        + ": check the pattern, and whether the service runs on this Redis"));
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            opened.withdraw();
        }
    }

    @Override
    public Mono<Void> emit(Outbound event) {
        requireRoom();
        var channel = event.pattern().route();
        var packet = new ByteArrayOutputStream();
        codec.writeEvent(event, packet);
        var message = Channels.check(channel, packet.toByteArray());
        return Mono.create(taken -> link.publish(channel, message, (receivers, error) -> {
            if (error == null) {
                taken.success();
            } else {
                taken.error(lost(channel, error));
            }
        }));
    }

    private void requireRoom() {
        if (link.unanswered() >= maxUnanswered) {
            throw new BusyException(
                    maxUnanswered + " messages wait for Redis to take them already: send less at a time, or raise"
                            + " maxWaitingMessages");
        }
    }

    private static ConnectionLostException lost(String channel, Throwable error) {
        return error instanceof ConnectionLostException known
                ? known
                : new ConnectionLostException(
                        "Redis did not take a message for " + channel + ": " + Reasons.of(error), error);
    }

    // ---- what comes in ----

    void received(String channel, byte[] message) {
        var replyChannel = replyChannels.find(channel);
        if (replyChannel == null) {
            return; // it was given up, and this was on its way
        }
        try {
            replyChannel.accept(codec.readReply(message, 0, message.length));
        } catch (UndecodableMessageException error) {
            UNREADABLE.warn("Ignored a message on {} that is no reply: {}", channel, error.getMessage());
            signals.event(RedisEvent.ERROR, error);
        }
    }

    // ---- the end ----

    /** Waits until Redis has taken what was sent. */
    void awaitPublished(Duration grace) {
        var deadline = System.nanoTime() + grace.toNanos();
        if (!DriverThreads.isCurrentThread()) {
            Waiting.until(deadline, () -> link.unanswered() == 0 || link.isLost());
        }
    }

    void failAll(Throwable why) {
        replyChannels.failAll(why);
    }
}
