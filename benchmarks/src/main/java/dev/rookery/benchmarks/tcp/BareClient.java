package dev.rookery.benchmarks.tcp;

import dev.rookery.benchmarks.process.Caller;
import dev.rookery.benchmarks.process.ClientProcess;
import dev.rookery.benchmarks.process.Work;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The floor of clients: Netty, Jackson, and a map from ids to those who wait; nothing looks after replies that never come. */
final class BareClient implements Caller {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final EventLoopGroup group;
    private final Channel channel;
    private final Replies replies;
    private final AtomicLong lastId = new AtomicLong();

    private BareClient(EventLoopGroup group, Channel channel, Replies replies) {
        this.group = group;
        this.channel = channel;
        this.replies = replies;
    }

    static void main(String[] arguments) throws Exception {
        var epoll = Epoll.isAvailable();
        var group = new MultiThreadIoEventLoopGroup(1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        var replies = new Replies();
        var channel = new Bootstrap()
                .group(group)
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connected) {
                        connected.pipeline().addLast(new FlushConsolidationHandler(256, true), replies);
                    }
                })
                .connect("127.0.0.1", Integer.parseInt(arguments[0]))
                .sync()
                .channel();
        var client = new BareClient(group, channel, replies);
        ClientProcess.serve(client);
    }

    @Override
    public void call(Work work, Consumer<@Nullable Throwable> done) {
        var id = String.valueOf(lastId.incrementAndGet());
        var request = MAPPER.createObjectNode();
        switch (work) {
            case SUM -> {
                request.putObject("pattern").put("cmd", "sum");
                request.set("data", MAPPER.valueToTree(Work.NUMBERS));
                replies.waiting.put(id, new One(MAPPER.valueToTree(15), done));
            }
            case ECHO_1K, ECHO_64K -> {
                request.put("pattern", "echo").put("data", work.text());
                replies.waiting.put(id, new One(MAPPER.valueToTree(work.text()), done));
            }
            case STREAM -> {
                request.put("pattern", "stream").put("data", Work.VALUES);
                replies.waiting.put(id, new Many(done));
            }
            default -> throw work.notHere();
        }
        request.put("id", id);
        var json = MAPPER.writeValueAsBytes(request);
        var _ = channel.writeAndFlush(BareFrames.frame(channel.pipeline().lastContext(), json), channel.voidPromise());
    }

    @Override
    public void close() {
        var _ = group.shutdownGracefully();
    }

    /** Somebody who waits for replies. */
    private interface Waiting {
        void reply(@Nullable JsonNode response, boolean last);
    }

    private record One(JsonNode expected, Consumer<@Nullable Throwable> done) implements Waiting {
        @Override
        public void reply(@Nullable JsonNode response, boolean last) {
            done.accept(expected.equals(response) ? null : new IllegalStateException("not " + expected));
        }
    }

    private static final class Many implements Waiting {
        private final Consumer<@Nullable Throwable> done;
        private int count;

        Many(Consumer<@Nullable Throwable> done) {
            this.done = done;
        }

        @Override
        public void reply(@Nullable JsonNode response, boolean last) {
            if (response != null && response.intValue() == count) {
                count++;
            }
            if (last) {
                done.accept(count == Work.VALUES ? null : new IllegalStateException(count + " values"));
            }
        }
    }

    /** Brings replies to those who wait. */
    private static final class Replies extends BareFrames {
        private final ConcurrentHashMap<String, Waiting> waiting = new ConcurrentHashMap<>();

        @Override
        void packet(ChannelHandlerContext context, byte[] json) {
            var reply = MAPPER.readTree(json);
            var id = reply.get("id").stringValue();
            var last = reply.has("isDisposed");
            var caller = last ? waiting.remove(id) : waiting.get(id);
            if (caller != null) {
                caller.reply(reply.get("response"), last);
            }
        }
    }
}
