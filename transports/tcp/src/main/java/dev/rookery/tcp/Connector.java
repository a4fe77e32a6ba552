package dev.rookery.tcp;

import dev.rookery.internal.Listening;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.Signals;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes connections: looks the name up, tries each of its addresses, and shakes hands where there is TLS. */
final class Connector {
    private final TcpOptions options;
    private final @Nullable SslContext encryption;
    private final ClientRuntime runtime;
    private final Signals signals;
    private final IoThreads threads;
    private final Bootstrap bootstrap;

    Connector(TcpOptions options, ClientRuntime runtime, Signals signals, IoThreads threads) {
        this.options = options;
        this.encryption = options.tls() == null ? null : Encryption.ofClient(options.tls());
        this.runtime = runtime;
        this.signals = signals;
        this.threads = threads;
        this.bootstrap = bootstrap();
    }

    @SuppressWarnings("unchecked") // a setting's value is of the setting's type
    private Bootstrap bootstrap() {
        var made = new Bootstrap()
                .group(threads.group())
                .channel(threads.connection())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        options.connectTimeout().toMillis());
        SocketSettings.of(threads.kind(), options.keepAlive())
                .forEach((setting, value) -> made.option((ChannelOption<Object>) setting, value));
        return made;
    }

    /** Connects. The connection is not ready yet; completes on its thread, or fails within the time for connecting. */
    CompletableFuture<ClientConnection> connect(InetSocketAddress address) {
        var result = new CompletableFuture<ClientConnection>();
        var limit = threads.group()
                .schedule(
                        () -> result.completeExceptionally(
                                new TimeoutException("no connection within " + options.connectTimeout())),
                        options.connectTimeout().toMillis(),
                        TimeUnit.MILLISECONDS);
        Unawaited.then(result, (connection, error) -> limit.cancel(false));
        Thread.ofVirtual().name("rookery-tcp-lookup").start(() -> lookUp(address, result));
        return result;
    }

    private void lookUp(InetSocketAddress address, CompletableFuture<ClientConnection> result) {
        List<InetSocketAddress> found;
        try {
            found = Stream.of(InetAddress.getAllByName(address.getHostString()))
                    .map(host -> new InetSocketAddress(host, address.getPort()))
                    .toList();
        } catch (UnknownHostException e) {
            result.completeExceptionally(e);
            return;
        }
        found.forEach(place -> signals.event(TcpEvent.LOOKUP, place));
        tryNext(address, found.iterator(), null, result);
    }

    private void tryNext(
            InetSocketAddress wanted,
            Iterator<InetSocketAddress> places,
            @Nullable Throwable last,
            CompletableFuture<ClientConnection> result) {
        if (result.isDone()) {
            return;
        }
        if (!places.hasNext()) {
            result.completeExceptionally(last == null ? new UnknownHostException(wanted.getHostString()) : last);
            return;
        }
        var connection = new ClientConnection(options, runtime.codec(), Listening.text(wanted));
        var connecting =
                bootstrap.clone().handler(new Setup(wanted, connection)).connect(places.next());
        Unawaited.then(connecting, failure -> {
            if (failure == null) {
                shakeHands(connecting.channel(), connection, result);
            } else {
                tryNext(wanted, places, failure, result);
            }
        });
    }

    private static void shakeHands(
            Channel channel, ClientConnection connection, CompletableFuture<ClientConnection> result) {
        var tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            finish(channel, connection, null, result);
        } else {
            Unawaited.then(tls.handshakeFuture(), failure -> finish(channel, connection, failure, result));
        }
    }

    private static void finish(
            Channel channel,
            ClientConnection connection,
            @Nullable Throwable failure,
            CompletableFuture<ClientConnection> result) {
        var taken = failure == null ? result.complete(connection) : result.completeExceptionally(failure);
        if (failure != null || !taken) {
            Unawaited.close(channel);
        }
    }

    /** Sets up a channel. */
    private final class Setup extends ChannelInitializer<Channel> {
        private final InetSocketAddress wanted;
        private final ClientConnection connection;

        Setup(InetSocketAddress wanted, ClientConnection connection) {
            this.wanted = wanted;
            this.connection = connection;
        }

        @Override
        protected void initChannel(Channel channel) {
            threads.add(channel);
            if (encryption != null) {
                var handler = encryption.newHandler(channel.alloc(), wanted.getHostString(), wanted.getPort());
                handler.setHandshakeTimeout(options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
                channel.pipeline().addLast(handler);
            }
            channel.pipeline().addLast(connection);
        }
    }
}
