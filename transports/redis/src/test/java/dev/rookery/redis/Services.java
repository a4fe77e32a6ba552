package dev.rookery.redis;

import dev.rookery.brokers.Broker;
import dev.rookery.client.ClientProxy;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.Backoff;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Servers, clients and plain peers for tests. */
final class Services {
    static final Duration WAIT = Duration.ofSeconds(20);

    private static final Backoff QUICK = new Backoff(Duration.ofMillis(50), Duration.ofMillis(200), 0);

    private Services() {}

    static RedisTransporter.Builder at(Broker broker) {
        return RedisTransporter.builder().host("127.0.0.1").port(broker.port()).backoff(QUICK);
    }

    static MicroserviceServer serve(Broker broker, Object controller) {
        return serve(broker, controller, options -> options);
    }

    static MicroserviceServer serve(Broker broker, Object controller, UnaryOperator<RedisTransporter.Builder> options) {
        return MicroserviceServer.builder()
                .controller(controller)
                .transporter(options.apply(at(broker)).build())
                .start();
    }

    static ClientProxy client(Broker broker) {
        return client(broker, options -> options);
    }

    static ClientProxy client(Broker broker, UnaryOperator<RedisTransporter.Builder> options) {
        return ClientProxyFactory.create(options.apply(at(broker)).build());
    }

    /** A connection that knows nothing of packets. */
    record Plain(RedisClient driver, StatefulRedisConnection<String, String> connection) implements AutoCloseable {
        static Plain on(Broker broker) {
            var driver = RedisClient.create("redis://127.0.0.1:" + broker.port());
            return new Plain(driver, driver.connect());
        }

        long publish(String channel, String message) {
            return connection.sync().publish(channel, message);
        }

        long subscribers(String channel) {
            return connection.sync().pubsubNumsub(channel).getOrDefault(channel, 0L);
        }

        long channels() {
            return connection.sync().pubsubChannels().size();
        }

        @Override
        public void close() {
            connection.close();
            driver.shutdown();
        }
    }
}
