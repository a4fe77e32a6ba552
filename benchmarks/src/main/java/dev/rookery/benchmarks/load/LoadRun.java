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

/**
 * A run of the load generator: one thread for all connections, so that it takes as little of the machine as it can. Either the next request
 * leaves when a reply has come, which shows a service at its limit, or requests leave when they are due, and latency counts from then: a service
 * that stands still for a while is not spared the requests that would have come.
 */
public final class LoadRun {
    private static final int SEQUENCES = 1 << 20;
    private static final long TICK_NANOS = 50_000;
    private static final long PATIENCE_SECONDS = 30;

    private final LoadPlan plan;
    private final Runnable countingBegins;
    private final EventLoop loop;
    private final List<LoadConnection> connections = new ArrayList<>();
    private final long[] sentAt = new long[SEQUENCES];
    private final Histogram latency = new Histogram(TimeUnit.SECONDS.toNanos(60), 3);
    private final CompletableFuture<LoadResult> result = new CompletableFuture<>();
    private long begun;
    private long nextSequence;
    private long allReplies;
    private long replies;
    private boolean counting;
    private boolean over;
    private long countedFrom;

    private LoadRun(LoadPlan plan, EventLoop loop, Runnable countingBegins) {
        this.plan = plan;
        this.loop = loop;
        this.countingBegins = countingBegins;
    }

    /**
     * Puts load on a service. Blocks until it is over and every request was answered.
     *
     * @param plan what to do
     * @param countingBegins called when the warm-up is over
     * @param countingEnds called when nothing counts any more
     * @return what was measured
     * @throws Exception if the service does not answer
     */
    public static LoadResult run(LoadPlan plan, Runnable countingBegins, Runnable countingEnds) throws Exception {
        var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            var run = new LoadRun(plan, group.next(), countingBegins);
            for (var index = 0; index < plan.connections(); index++) {
                run.connect();
            }
            run.loop.execute(run::begin);
            var result = run.result.get(
                    plan.warmup().plus(plan.duration()).toSeconds() + PATIENCE_SECONDS + plan.before() / 10_000,
                    TimeUnit.SECONDS);
            countingEnds.run();
            run.awaitReplies();
            return new LoadResult(result.requests(), run.nextSequence, result.seconds(), result.latency());
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    /**
     * Puts load on a service, where nothing but the result counts. Blocks until it is over and every request was answered.
     *
     * @param plan what to do
     * @return what was measured
     * @throws Exception if the service does not answer
     */
    public static LoadResult run(LoadPlan plan) throws Exception {
        return run(plan, () -> {}, () -> {});
    }

    private void connect() throws InterruptedException {
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        var connection = new LoadConnection(LoadRun.this, plan.request(), channel);
                        channel.pipeline().addLast(connection);
                        connections.add(connection);
                    }
                })
                .connect("127.0.0.1", plan.port())
                .sync();
    }

    private void begin() {
        begun = System.nanoTime();
        schedule(this::startCounting, plan.warmup().toNanos());
        if (plan.perSecond() > 0) {
            sendDue();
        } else {
            for (var index = 0; index < plan.inFlight(); index++) {
                send(connections.get(index % connections.size()), begun);
            }
        }
        connections.forEach(LoadConnection::flush);
    }

    private void schedule(Runnable task, long nanos) {
        var _ = loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    private void send(LoadConnection connection, long at) {
        var sequence = nextSequence++;
        sentAt[(int) (sequence % SEQUENCES)] = at;
        connection.send(sequence);
    }

    private void sendDue() {
        if (over) {
            return;
        }
        var now = System.nanoTime();
        while (true) {
            var due = begun + (long) (nextSequence * 1e9 / plan.perSecond());
            if (due > now) {
                break;
            }
            var connection = connections.get((int) (nextSequence % connections.size()));
            send(connection, due);
            connection.flush();
        }
        schedule(this::sendDue, TICK_NANOS);
    }

    void replied(LoadConnection connection, long sequence) {
        var now = System.nanoTime();
        allReplies++;
        if (counting) {
            replies++;
            latency.recordValue(
                    Math.min(now - sentAt[(int) (sequence % SEQUENCES)], latency.getHighestTrackableValue()));
        }
        if (!over && plan.perSecond() == 0) {
            send(connection, now);
        }
    }

    private void startCounting() {
        if (allReplies < plan.before()) {
            schedule(this::startCounting, TimeUnit.MILLISECONDS.toNanos(1));
            return;
        }
        countingBegins.run();
        counting = true;
        countedFrom = System.nanoTime();
        schedule(this::finish, plan.duration().toNanos());
    }

    private void finish() {
        over = true;
        counting = false;
        result.complete(new LoadResult(replies, allReplies, (System.nanoTime() - countedFrom) / 1e9, latency));
    }

    /** A reply that never comes is a finding, not something to be quiet about. */
    private void awaitReplies() throws Exception {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (missing() > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(missing() + " requests were never answered");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private long missing() throws Exception {
        return loop.submit(() -> nextSequence - allReplies).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    void failed(Throwable cause) {
        result.completeExceptionally(cause);
    }
}
