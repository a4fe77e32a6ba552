package dev.rookery.benchmarks.tcp;

import dev.rookery.benchmarks.process.ServiceProcess;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The floor: what somebody writes by hand who needs one handler. Netty reads frames that are plain ASCII, Jackson reads them to a tree and
 * writes the reply; no limits, no routes, no time-outs. With {@code virtual} each request gets a virtual thread of its own.
 */
final class BareEcho {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

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
                        accepted.pipeline().addLast(new Frames(virtual));
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        ServiceProcess.serve(((InetSocketAddress) channel.localAddress()).getPort());
    }

    /** Cuts frames and answers them. */
    private static final class Frames extends ChannelInboundHandlerAdapter {
        private final boolean virtual;
        private byte[] pending = new byte[64 * 1024];
        private int filled;

        Frames(boolean virtual) {
            this.virtual = virtual;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var bytes = (ByteBuf) message;
            var length = bytes.readableBytes();
            if (filled + length > pending.length) {
                pending = java.util.Arrays.copyOf(pending, Math.max(pending.length * 2, filled + length));
            }
            bytes.readBytes(pending, filled, length);
            bytes.release();
            filled += length;
            var start = 0;
            while (true) {
                var hash = start;
                var size = 0;
                while (hash < filled && pending[hash] != '#') {
                    size = size * 10 + (pending[hash] - '0');
                    hash++;
                }
                if (hash >= filled || hash + 1 + size > filled) {
                    break;
                }
                var json = java.util.Arrays.copyOfRange(pending, hash + 1, hash + 1 + size);
                start = hash + 1 + size;
                if (virtual) {
                    Thread.startVirtualThread(() -> answer(context, json, true));
                } else {
                    answer(context, json, false);
                }
            }
            System.arraycopy(pending, start, pending, 0, filled - start);
            filled -= start;
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        private static void answer(ChannelHandlerContext context, byte[] json, boolean flush) {
            var request = MAPPER.readTree(json);
            var reply = MAPPER.createObjectNode();
            result(request, reply);
            reply.put("isDisposed", true);
            reply.set("id", request.get("id"));
            var text = MAPPER.writeValueAsBytes(reply);
            var prefix = (text.length + "#").getBytes(StandardCharsets.US_ASCII);
            var out = context.alloc().buffer(prefix.length + text.length);
            out.writeBytes(prefix).writeBytes(text);
            if (flush) {
                var _ = context.writeAndFlush(out, context.voidPromise());
            } else {
                var _ = context.write(out, context.voidPromise());
            }
        }

        private static void result(JsonNode request, ObjectNode reply) {
            var data = request.get("data");
            if (request.get("pattern").isObject()) {
                var sum = 0;
                for (var number : data) {
                    sum += number.intValue();
                }
                reply.put("response", sum);
            } else {
                reply.set("response", data);
            }
        }
    }
}
