package dev.rookery.redis;

import dev.rookery.transport.Tls;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.NettyCustomizer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Lettuce's client for one server or client of ours. It connects when it is told to, and never again by itself. */
final class Driver {
    static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private static final int PROBES = 3;

    private final DriverThreads threads;
    private final RedisClient client;
    private final RedisURI uri;

    Driver(RedisOptions options, String owner, NettyCustomizer customizer) {
        this.threads = new DriverThreads(owner, customizer);
        this.uri = options.redisUri().apply(uri(options));
        this.client = RedisClient.create(threads.resources());
        client.setOptions(options.driver().apply(clientOptions(options)).build());
    }

    private static RedisURI uri(RedisOptions options) {
        var uri = RedisURI.builder()
                .withHost(options.host())
                .withPort(options.port())
                .withDatabase(options.database())
                .withTimeout(options.commandTimeout());
        if (options.username() != null && options.password() != null) {
            uri.withAuthentication(options.username(), options.password().toCharArray());
        } else if (options.password() != null) {
            uri.withPassword(options.password().toCharArray());
        }
        if (options.connectionName() != null) {
            uri.withClientName(options.connectionName());
        }
        var tls = options.tls();
        if (tls != null) {
            uri.withSsl(true).withVerifyPeer(tls.verifyHostname() ? SslVerifyMode.FULL : SslVerifyMode.CA);
        }
        return uri.build();
    }

    /**
     * The driver would connect again by itself, and send again what it had sent before: a message that had arrived would arrive twice. It is
     * made to give up instead, and is told to connect anew.
     */
    private static ClientOptions.Builder clientOptions(RedisOptions options) {
        var builder = ClientOptions.builder()
                .autoReconnect(false)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .socketOptions(socketOptions(options));
        var tls = options.tls();
        return tls == null ? builder : builder.sslOptions(sslOptions(tls));
    }

    private static SslOptions sslOptions(Tls tls) {
        var builder = SslOptions.builder().jdkSslProvider();
        tls.keys().ifPresent(builder::keyManager);
        tls.trust().ifPresent(builder::trustManager);
        return builder.build();
    }

    private static SocketOptions socketOptions(RedisOptions options) {
        var builder = SocketOptions.builder().connectTimeout(options.connectTimeout());
        var idle = options.keepAlive();
        if (idle.isPositive()) {
            var interval = idle.dividedBy(PROBES);
            builder.keepAlive(SocketOptions.KeepAliveOptions.builder()
                    .enable()
                    .idle(idle)
                    .interval(interval.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : interval)
                    .count(PROBES)
                    .build());
        }
        return builder.build();
    }

    RedisClient client() {
        return client;
    }

    CompletionStage<StatefulRedisConnection<String, byte[]>> connectToPublish() {
        return client.connectAsync(CODEC, uri);
    }

    CompletionStage<StatefulRedisPubSubConnection<String, byte[]>> connectToSubscribe() {
        return client.connectPubSubAsync(CODEC, uri);
    }

    void schedule(Duration pause, Runnable task) {
        threads.schedule(pause, task);
    }

    /** Closes what is open, and ends the threads. Waits for that, unless one of them calls. */
    void close() {
        var closed = client.shutdownAsync();
        if (!DriverThreads.isCurrentThread()) {
            Waiting.briefly(closed);
        }
        threads.close();
    }
}
