package dev.rookery.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A run of the load generator: one thread for all connections, so that it takes as little of the machine as it can. The next request leaves when
 * a reply has come, so that its latencies are those of a service at its limit.
 */
final class LoadRun {
    private static final int SEQUENCES = 1 << 20;

    private final LoadPlan plan;
    private final Runnable countingBegins;
    private final List<LoadConnection> connections = new ArrayList<>();
    private final long[] sentAt = new long[SEQUENCES];
    private final Histogram latency = new Histogram(TimeUnit.SECONDS.toNanos(60), 3);
    private final CompletableFuture<LoadResult> result = new CompletableFuture<>();
    private long nextSequence;
    private long replies;
    private boolean counting;
    private boolean over;
    private long countedFrom;
    private @Nullable EventLoop loop;
    /** Frames that came, ends of streams included. */
    long frames;

    LoadRun(LoadPlan plan, Runnable countingBegins) {
        this.plan = plan;
        this.countingBegins = countingBegins;
    }

    LoadPlan plan() {
        return plan;
    }

    LoadResult run() throws Exception {
        var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            loop = group.next();
            for (var index = 0; index < plan.connections(); index++) {
                connect(group);
            }
            loop.execute(this::begin);
            return result.get(plan.warmup().plus(plan.duration()).toSeconds() + 30, TimeUnit.SECONDS);
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    private void connect(MultiThreadIoEventLoopGroup group) throws InterruptedException {
        new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        var connection = new LoadConnection(LoadRun.this, channel);
                        channel.pipeline().addLast(connection);
                        connections.add(connection);
                    }
                })
                .connect(plan.host(), plan.port())
                .sync();
    }

    private void begin() {
        var now = System.nanoTime();
        schedule(this::startCounting, plan.warmup().toNanos());
        schedule(this::finish, plan.warmup().plus(plan.duration()).toNanos());
        for (var index = 0; index < plan.inFlight(); index++) {
            send(connections.get(index % connections.size()), now);
        }
        connections.forEach(LoadConnection::flush);
    }

    private void schedule(Runnable task, long nanos) {
        var target = loop;
        if (target != null) {
            var _ = target.schedule(task, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void send(LoadConnection connection, long at) {
        var sequence = nextSequence++;
        sentAt[(int) (sequence % SEQUENCES)] = at;
        connection.send(sequence);
    }

    void replied(LoadConnection connection, long sequence) {
        var now = System.nanoTime();
        if (counting) {
            replies++;
            latency.recordValue(
                    Math.min(now - sentAt[(int) (sequence % SEQUENCES)], latency.getHighestTrackableValue()));
        }
        if (!over) {
            send(connection, now);
        }
    }

    private void startCounting() {
        counting = true;
        frames = 0;
        countedFrom = System.nanoTime();
        countingBegins.run();
    }

    private void finish() {
        over = true;
        counting = false;
        var seconds = (System.nanoTime() - countedFrom) / 1e9;
        result.complete(new LoadResult(replies, frames, seconds, latency));
    }

    void lost() {
        if (!over) {
            result.completeExceptionally(new IllegalStateException("the service closed a connection"));
        }
    }

    void failed(Throwable cause) {
        result.completeExceptionally(cause);
    }
}
