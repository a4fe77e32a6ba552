package dev.rookery.rabbitmq;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/**
 * Opens connections of the driver's. It is told not to make them again by itself: a server declares and consumes anew, and nobody may use a channel
 * that comes back by itself with other delivery tags.
 */
final class Dialing {
    private static final WriteBufferWaterMark WATER_MARKS = new WriteBufferWaterMark(128 * 1024, 256 * 1024);

    /** No broker takes larger messages: the driver would end the connection, whereupon the broker delivers such a message again. */
    private static final int BEYOND_ANY_MESSAGE = 1 << 30;

    private final RmqOptions options;
    private final IoThread thread;
    private final String role;

    Dialing(RmqOptions options, IoThread thread, String role) {
        this.options = options;
        this.thread = thread;
        this.role = role;
    }

    /** A connection, and the socket that it writes to. */
    record Line(Connection connection, Channel socket) {}

    /** Blocks. */
    Line dial() throws IOException, TimeoutException {
        var socket = new AtomicReference<Channel>();
        var factory = options.driver().apply(factory(socket));
        var connection = factory.newConnection(
                options.urls().stream().map(Dialing::address).toList(), options.connectionName());
        return new Line(connection, socket.get());
    }

    private static Address address(URI url) {
        var host = url.getHost();
        return new Address(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, url.getPort());
    }

    private ConnectionFactory factory(AtomicReference<Channel> socket) {
        var millis = (int) Math.min(options.connectTimeout().toMillis(), Integer.MAX_VALUE);
        var factory = new ConnectionFactory();
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setUsername(options.username());
        factory.setPassword(options.password());
        factory.setVirtualHost(options.virtualHost());
        factory.setRequestedHeartbeat((int) options.heartbeat().toSeconds());
        factory.setConnectionTimeout(millis);
        factory.setHandshakeTimeout(millis);
        factory.setChannelRpcTimeout(millis);
        factory.setMaxInboundMessageBodySize(BEYOND_ANY_MESSAGE); // who takes a message looks at its size
        factory.setSharedExecutor(new DirectExecutor());
        factory.setThreadFactory(Thread.ofPlatform()
                .daemon()
                .name("rookery-rabbitmq-" + role + "-driver")
                .factory());
        factory.setExceptionHandler(new ForgivingExceptionHandler());
        var netty = factory.netty()
                .eventLoopGroup(thread.group())
                .bootstrapCustomizer(bootstrap -> configure(bootstrap, millis))
                .channelCustomizer(channel -> {
                    socket.set(channel);
                    if (options.tls() == null || options.tls().verifyHostname()) {
                        checkHost(channel);
                    }
                });
        if (options.isEncrypted()) {
            netty.sslContext(new JdkSslContext(
                    trust(),
                    true,
                    null,
                    IdentityCipherSuiteFilter.INSTANCE,
                    ApplicationProtocolConfig.DISABLED,
                    ClientAuth.NONE,
                    null,
                    false));
        }
        return factory;
    }

    private void configure(Bootstrap bootstrap, int connectMillis) {
        bootstrap
                .group(thread.group())
                .channel(IoThread.socketType())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS);
    }

    private SSLContext trust() {
        var own = options.tls();
        if (own != null) {
            return own.newContext();
        }
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException error) {
            throw new IllegalStateException("The JVM has no TLS", error);
        }
    }

    /** The certificate has to be for the host that was dialled. */
    private static void checkHost(Channel channel) {
        var tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            var parameters = tls.engine().getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.engine().setSSLParameters(parameters);
        }
    }
}
