package dev.rookery.benchmarks.tcp;

import dev.rookery.benchmarks.process.ServiceProcess;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The floor: what somebody writes by hand who needs these handlers and no others, on Netty and Jackson; no limits, no time-outs, no order to shut
 * down. With {@code virtual} each message gets a virtual thread of its own, and Netty's own handler gathers what these flush.
 */
final class BareEcho {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int MOST_UNFLUSHED = 256;

    private BareEcho() {}

    static void main(String[] arguments) throws Exception {
        var virtual = arguments.length > 0 && arguments[0].equals("virtual");
        var epoll = Epoll.isAvailable();
        var group = new MultiThreadIoEventLoopGroup(epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        var channel = new ServerBootstrap()
                .group(group)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel accepted) {
                        accepted.config().setTcpNoDelay(true);
                        if (virtual) {
                            accepted.pipeline().addLast(new FlushConsolidationHandler(MOST_UNFLUSHED, true));
                        }
                        accepted.pipeline().addLast(virtual ? new OnVirtualThreads() : new OnEventLoop());
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        ServiceProcess.serve(((InetSocketAddress) channel.localAddress()).getPort());
    }

    /** Answers where packets are read. */
    private static final class OnEventLoop extends BareFrames {
        @Override
        void packet(ChannelHandlerContext context, byte[] json) {
            new Answer(context, json).write();
        }
    }

    /** Answers on a thread a packet. */
    private static final class OnVirtualThreads extends BareFrames {
        @Override
        void packet(ChannelHandlerContext context, byte[] json) {
            Thread.startVirtualThread(() -> {
                new Answer(context, json).write();
                context.flush();
            });
        }
    }

    /** What one packet is answered with. */
    private static final class Answer {
        private static final LongAdder HANDLED = new LongAdder();

        private final ChannelHandlerContext context;
        private final JsonNode request;

        Answer(ChannelHandlerContext context, byte[] json) {
            this.context = context;
            this.request = MAPPER.readTree(json);
        }

        void write() {
            var data = request.get("data");
            var pattern = request.get("pattern");
            switch (pattern.isObject() ? "sum" : pattern.stringValue()) {
                case "sum" -> reply(MAPPER.valueToTree(sum(data)), true);
                case "echo" -> reply(data, true);
                case "handled" -> reply(MAPPER.valueToTree(HANDLED.sum()), true);
                case "event" -> {
                    sum(data);
                    HANDLED.increment();
                }
                case "stream" -> stream(data.intValue());
                default -> throw new IllegalArgumentException(pattern.toString());
            }
        }

        private static int sum(JsonNode numbers) {
            var sum = 0;
            for (var number : numbers) {
                sum += number.intValue();
            }
            return sum;
        }

        private void stream(int values) {
            for (var value = 0; value < values; value++) {
                reply(MAPPER.valueToTree(value), false);
            }
            var end = MAPPER.createObjectNode();
            end.put("isDisposed", true);
            end.set("id", request.get("id"));
            write(MAPPER.writeValueAsBytes(end));
        }

        private void reply(JsonNode response, boolean last) {
            var reply = MAPPER.createObjectNode();
            reply.set("response", response);
            if (last) {
                reply.put("isDisposed", true);
            }
            reply.set("id", request.get("id"));
            write(MAPPER.writeValueAsBytes(reply));
        }

        private void write(byte[] json) {
            var _ = context.write(BareFrames.frame(context, json), context.voidPromise());
        }
    }
}
