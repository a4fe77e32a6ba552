package dev.rookery.examples.nats;

import dev.rookery.client.ClientProxy;
import dev.rookery.nats.NatsEvent;
import dev.rookery.nats.NatsRecord;
import dev.rookery.nats.NatsTransporter;
import io.nats.client.Connection;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

final class Sensors {
    private static final Logger log = LoggerFactory.getLogger(Sensors.class);

    private Sensors() {}

    static NatsTransporter transport() {
        return NatsTransporter.builder()
                .servers("nats://one:4222", "nats://two:4222")
                .login("sensors", "secret")
                .headers(Map.of("site", "north"))
                .ping(Duration.ofSeconds(20), 2)
                .driver(options -> options.socketWriteTimeout(Duration.ofSeconds(10)))
                .build();
    }

    static Mono<String> report(ClientProxy sensors) {
        return sensors.request(
                "sensors.report", NatsRecord.builder(7).header("trace", "a1").build(), String.class);
    }

    static Disposable watch(ClientProxy sensors) {
        return sensors.on(NatsEvent.RECONNECT, server -> log.info("back at {}", server));
    }

    static long roundTrip(ClientProxy sensors) throws Exception {
        return sensors.unwrap(Connection.class).RTT().toMillis();
    }
}
