package dev.rookery.examples.redis;

import dev.rookery.client.ClientProxy;
import dev.rookery.redis.RedisEvent;
import dev.rookery.redis.RedisRecord;
import dev.rookery.redis.RedisTransporter;
import dev.rookery.transport.Tls;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

final class Parcels {
    private static final Logger log = LoggerFactory.getLogger(Parcels.class);

    private Parcels() {}

    static RedisTransporter transport() {
        return RedisTransporter.builder()
                .host("redis.internal")
                .login("parcels", "secret")
                .tls(Tls.builder().trust(Path.of("authority.pem")).build())
                .wildcards(true)
                .claimRequests(true)
                .startRetries(10)
                .build();
    }

    static RedisTransporter throughSentinels() {
        return RedisTransporter.builder()
                .login("parcels", "secret")
                .redisUri(uri -> {
                    uri.setSentinelMasterId("mymaster");
                    uri.getSentinels().add(RedisURI.create("sentinel-1", 26_379));
                    uri.getSentinels().add(RedisURI.create("sentinel-2", 26_379));
                    return uri;
                })
                .build();
    }

    static Mono<String> find(ClientProxy parcels) {
        return parcels.request(
                "parcels.find", RedisRecord.builder(7).header("trace", "a1").build(), String.class);
    }

    static Disposable watch(ClientProxy parcels) {
        return parcels.on(RedisEvent.RECONNECTING, wait -> log.info("Redis is away; next attempt in {}", wait));
    }

    static boolean isOpen(ClientProxy parcels) {
        return parcels.unwrap(StatefulRedisConnection.class).isOpen();
    }
}
