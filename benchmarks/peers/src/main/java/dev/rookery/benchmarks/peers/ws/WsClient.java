package dev.rookery.benchmarks.peers.ws;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.rookery.benchmarks.process.Caller;
import dev.rookery.benchmarks.process.ClientProcess;
import dev.rookery.benchmarks.process.Work;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Many WebSockets on one thread: {@code WsClient <sockets> <port>}. A call is an announcement on one of them, and done when all have the news, once and to
 * the last byte. Calls wait for those before them.
 */
final class WsClient implements Caller {
    /** Less than what waits to be accepted on a socket that has the JDK's default. */
    private static final int OPENING = 32;

    private static final int OTHER_FILES = 200;
    private static final long LONGEST_START_SECONDS = 50;
    private static final byte[] ANNOUNCEMENT = News.announcement().getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXPECTED = News.expected().getBytes(StandardCharsets.US_ASCII);

    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final int sockets;
    private final CompletableFuture<@Nullable Void> allOpen = new CompletableFuture<>();
    // of the event loop
    private final Queue<Consumer<@Nullable Throwable>> waiting = new ArrayDeque<>();
    private final WsConnection[] connections;
    private @Nullable Consumer<@Nullable Throwable> current;
    private @Nullable Throwable failure;
    private int opening;
    private int open;
    private int round;
    private int missing;

    private WsClient(int sockets, int port) {
        this.sockets = sockets;
        this.connections = new WsConnection[sockets];
        this.loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()).next();
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .remoteAddress("127.0.0.1", port)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new WsConnection(WsClient.this));
                    }
                });
    }

    static void main(String[] arguments) throws Exception {
        var sockets = Integer.parseInt(arguments[0]);
        requireFiles(sockets);
        var client = new WsClient(sockets, Integer.parseInt(arguments[1]));
        client.loop.execute(client::openMore);
        client.allOpen.get(LONGEST_START_SECONDS, TimeUnit.SECONDS);
        ClientProcess.serve(client);
    }

    private static void requireFiles(int sockets) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < sockets + OTHER_FILES) {
            System.out.println("failed a process may have " + system.getMaxFileDescriptorCount()
                    + " files and sockets, and " + sockets + " sockets are to be opened: ulimit -n "
                    + (sockets + OTHER_FILES) + " lets it, here and for the service");
            System.exit(1);
        }
    }

    private void openMore() {
        while (opening < OPENING && open + opening < sockets) {
            opening++;
            var _ = bootstrap.connect().addListener((ChannelFuture connected) -> {
                if (!connected.isSuccess()) {
                    failed(connected.cause());
                }
            });
        }
    }

    @Override
    public void call(Work work, Consumer<@Nullable Throwable> done) {
        if (work != Work.BROADCAST) {
            throw work.notHere();
        }
        if (loop.inEventLoop()) {
            begin(done);
        } else {
            loop.execute(() -> begin(done));
        }
    }

    private void begin(Consumer<@Nullable Throwable> done) {
        if (failure != null) {
            done.accept(failure);
        } else if (current != null) {
            waiting.add(done);
        } else {
            current = done;
            round++;
            missing = sockets;
            connections[0].send(ANNOUNCEMENT);
        }
    }

    // ---- for connections ----

    void opened(WsConnection connection) {
        opening--;
        connections[open++] = connection;
        openMore();
        if (open == sockets) {
            allOpen.complete(null);
        }
    }

    void received(WsConnection connection, byte[] from, int begin, int length) {
        if (!Arrays.equals(from, begin, begin + length, EXPECTED, 0, EXPECTED.length)) {
            failed(new IllegalStateException(
                    "other news than expected: " + new String(from, begin, length, StandardCharsets.US_ASCII)));
        } else if (connection.countNews() != round) {
            failed(new IllegalStateException("a socket got the same news twice"));
        } else if (--missing == 0) {
            allHaveIt();
        }
    }

    private void allHaveIt() {
        var done = current;
        current = null;
        if (done != null) {
            done.accept(null);
        }
        var next = waiting.poll();
        if (next != null) {
            begin(next);
        }
    }

    void failed(Throwable why) {
        if (failure != null) {
            return;
        }
        failure = why;
        allOpen.completeExceptionally(why);
        if (current != null) {
            current.accept(why);
        }
        waiting.forEach(done -> done.accept(why));
        waiting.clear();
    }

    @Override
    public void close() {
        var _ = loop.parent().shutdownGracefully();
    }
}
