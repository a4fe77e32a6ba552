package dev.rookery.tcp;

import dev.rookery.error.StartException;
import dev.rookery.internal.Listening;
import dev.rookery.internal.SparseLog;
import dev.rookery.internal.StartRetries;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening socket of a server, which is opened again when it is lost and the options say so. */
final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final TcpServer server;
    private final TcpOptions options;
    private final ServerBootstrap bootstrap;
    private final IoThreads threads;
    private final AtomicInteger connections = new AtomicInteger();
    private final SparseLog crowd = new SparseLog(LOG);
    private final SparseLog refusals = new SparseLog(LOG);
    private final StartRetries retries;
    private volatile @Nullable Channel channel;
    private volatile boolean closed;

    Listener(TcpServer server, IoThreads threads) {
        this.server = server;
        this.options = server.options();
        this.threads = threads;
        this.retries = new StartRetries(options.startRetries(), options.backoff(), LOG);
        this.bootstrap = bootstrap(threads);
    }

    @SuppressWarnings("unchecked") // a setting's value is of the setting's type
    private ServerBootstrap bootstrap(IoThreads io) {
        var made = new ServerBootstrap()
                .group(io.group())
                .channel(io.listener())
                .option(ChannelOption.SO_REUSEADDR, true)
                .handler(new AcceptFailures())
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new Connections());
        SocketSettings.of(io.kind(), options.keepAlive())
                .forEach((setting, value) -> made.childOption((ChannelOption<Object>) setting, value));
        return made;
    }

    // ---- opening ----

    void start() {
        var wanted = resolve();
        var bound = bootstrap.bind(wanted).awaitUninterruptibly();
        while (!bound.isSuccess()) {
            var refused = cannotListen(bound.cause());
            if (!retries.again(refused)) {
                throw refused;
            }
            bound = bootstrap.bind(wanted).awaitUninterruptibly();
        }
        listening(bound.channel());
    }

    private InetSocketAddress resolve() {
        try {
            return new InetSocketAddress(InetAddress.getByName(options.host()), options.port());
        } catch (UnknownHostException e) {
            throw new StartException(
                    "Cannot listen on " + where() + ": the host " + options.host()
                            + " is unknown; use localhost, 0.0.0.0 for all networks, or an address of this machine",
                    e);
        }
    }

    private String where() {
        return options.host() + ":" + options.port();
    }

    private StartException cannotListen(Throwable cause) {
        return Listening.failure(options.host(), options.port(), cause);
    }

    private void listening(Channel opened) {
        channel = opened;
        Unawaited.then(opened.closeFuture(), failure -> lost(opened.localAddress()));
        if (closed) {
            Unawaited.close(opened);
            return;
        }
        server.signals().status(TcpStatus.CONNECTED);
        server.signals().event(TcpEvent.LISTENING, opened.localAddress());
    }

    // ---- opening again ----

    private void lost(SocketAddress address) {
        channel = null;
        if (closed) {
            return;
        }
        if (options.startRetries() == 0) {
            LOG.error(
                    "The listening socket {} was lost, and startRetries is 0: no further connections",
                    Listening.text(address));
            server.signals().status(TcpStatus.DISCONNECTED);
            return;
        }
        LOG.warn("The listening socket {} was lost: listening again", Listening.text(address));
        server.signals().status(TcpStatus.RECONNECTING);
        listenAgain(address, 1);
    }

    private void listenAgain(SocketAddress address, int attempt) {
        Unawaited.schedule(threads.group(), options.backoff().delay(attempt), () -> {
            var bound = bootstrap.bind(address);
            Unawaited.then(bound, failure -> {
                if (failure == null) {
                    LOG.info("Listening on {} again", Listening.text(address));
                    listening(bound.channel());
                } else {
                    failedAgain(address, attempt, failure);
                }
            });
        });
    }

    private void failedAgain(SocketAddress address, int attempt, Throwable cause) {
        server.signals().event(TcpEvent.ERROR, cause);
        if (closed) {
            return;
        }
        if (attempt < options.startRetries()) {
            listenAgain(address, attempt + 1);
        } else {
            LOG.error(
                    "Gave up listening on {} after {} attempts: {}",
                    Listening.text(address),
                    attempt,
                    cause.getMessage());
            server.signals().status(TcpStatus.DISCONNECTED);
        }
    }

    // ---- the rest ----

    List<SocketAddress> addresses() {
        var open = channel;
        var address = open == null ? null : open.localAddress();
        return address == null ? List.of() : List.of(address);
    }

    @Nullable Channel channel() {
        return channel;
    }

    void close() {
        closed = true;
        retries.end();
        var open = channel;
        if (open != null) {
            var ended = open.close();
            if (!IoThreads.isCurrentThread()) {
                ended.awaitUninterruptibly(1, TimeUnit.SECONDS);
            }
        }
    }

    /** Sets up what was accepted, or closes it where there are too many. */
    private final class Connections extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel accepted) {
            threads.add(accepted);
            var number = connections.incrementAndGet();
            Unawaited.then(accepted.closeFuture(), failure -> connections.decrementAndGet());
            if (number > options.maxConnections()) {
                crowd.warn(
                        "Closed the connection of {} at once: there are {} already, which is maxConnections",
                        Listening.text(accepted.remoteAddress()),
                        options.maxConnections());
                Unawaited.close(accepted);
                return;
            }
            var encryption = server.encryption();
            if (encryption != null) {
                accepted.pipeline().addLast(encryption.newHandler(accepted.alloc()));
            }
            accepted.pipeline().addLast(new ServerConnection(server));
        }
    }

    /** What goes wrong before there is a connection, such as too many open files. It then pauses for a second. */
    @Sharable
    private final class AcceptFailures extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            refusals.warn("Cannot accept connections at the moment: {}", cause.getMessage());
            server.signals().event(TcpEvent.ERROR, cause);
            var settings = context.channel().config();
            if (settings.isAutoRead()) {
                settings.setAutoRead(false);
                Unawaited.schedule(context.executor(), Duration.ofSeconds(1), () -> settings.setAutoRead(true));
            }
        }
    }
}
