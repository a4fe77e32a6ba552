package dev.rookery.tcp;

import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import java.net.SocketOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;

/** What the kernel is told about a connection. */
final class SocketSettings {
    private SocketSettings() {}

    /** The settings of connections, for a kind of socket. */
    static Map<ChannelOption<?>, Object> of(IoThreads.Kind kind, TcpKeepAlive keepAlive) {
        var settings = new LinkedHashMap<ChannelOption<?>, Object>();
        settings.put(ChannelOption.TCP_NODELAY, true);
        settings.put(ChannelOption.SO_KEEPALIVE, true);
        switch (kind) {
            case EPOLL -> {
                settings.put(EpollChannelOption.TCP_KEEPIDLE, seconds(keepAlive.idle()));
                settings.put(EpollChannelOption.TCP_KEEPINTVL, seconds(keepAlive.interval()));
                settings.put(EpollChannelOption.TCP_KEEPCNT, keepAlive.probes());
                settings.put(EpollChannelOption.TCP_USER_TIMEOUT, (int)
                        keepAlive.patience().toMillis());
            }
            case NIO -> {
                settings.put(nio(ExtendedSocketOptions.TCP_KEEPIDLE), seconds(keepAlive.idle()));
                settings.put(nio(ExtendedSocketOptions.TCP_KEEPINTERVAL), seconds(keepAlive.interval()));
                settings.put(nio(ExtendedSocketOptions.TCP_KEEPCOUNT), keepAlive.probes());
            }
            case KQUEUE -> {
                // its sockets know no more than that they are to be kept alive
            }
        }
        return settings;
    }

    private static ChannelOption<Integer> nio(SocketOption<Integer> option) {
        return NioChannelOption.of(option);
    }

    private static int seconds(Duration time) {
        return (int) time.toSeconds();
    }
}
