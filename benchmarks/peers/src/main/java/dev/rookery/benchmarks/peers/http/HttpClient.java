package dev.rookery.benchmarks.peers.http;

import dev.rookery.benchmarks.peers.http.HttpConnection.Call;
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
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The client of all HTTP services, which costs as little as it can: one thread, {@code HttpClient <connections> <port>}. Connections are kept alive, and
 * opened when there is something to ask and none is free.
 */
final class HttpClient implements Caller {
    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final int most;
    // of the event loop
    private final Queue<HttpConnection> idle = new ArrayDeque<>();
    private final Queue<Call> waiting = new ArrayDeque<>();
    private int open;

    private HttpClient(int most, int port) {
        this.most = most;
        this.loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()).next();
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .remoteAddress("127.0.0.1", port)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpConnection(HttpClient.this));
                    }
                });
    }

    static void main(String[] arguments) {
        ClientProcess.serve(new HttpClient(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])));
    }

    @Override
    public void call(Work work, Consumer<@Nullable Throwable> done) {
        var call = new Call(HttpExchange.of(work), done);
        if (loop.inEventLoop()) {
            send(call);
        } else {
            loop.execute(() -> send(call));
        }
    }

    private void send(Call call) {
        var free = idle.poll();
        if (free != null) {
            free.send(call);
            return;
        }
        waiting.add(call);
        if (open < most) {
            open++;
            var _ = bootstrap.connect().addListener((ChannelFuture connected) -> {
                if (!connected.isSuccess()) {
                    open--;
                    failAll(connected.cause());
                }
            });
        }
    }

    private void failAll(Throwable why) {
        for (var call = waiting.poll(); call != null; call = waiting.poll()) {
            call.done().accept(why);
        }
    }

    // ---- for connections ----

    void idle(HttpConnection connection) {
        var next = waiting.poll();
        if (next == null) {
            idle.add(connection);
        } else {
            connection.send(next);
        }
    }

    void closed(HttpConnection connection) {
        open--;
        idle.remove(connection);
    }

    @Override
    public void close() {
        var _ = loop.parent().shutdownGracefully();
    }
}
