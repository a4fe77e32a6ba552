package dev.rookery.examples.mqtt;

import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import dev.rookery.client.ClientProxy;
import dev.rookery.mqtt.MqttEvent;
import dev.rookery.mqtt.MqttRecord;
import dev.rookery.mqtt.MqttSession;
import dev.rookery.mqtt.MqttTransporter;
import dev.rookery.mqtt.MqttWill;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

final class Lamps {
    private static final Logger log = LoggerFactory.getLogger(Lamps.class);

    private Lamps() {}

    static MqttTransporter transport() {
        return MqttTransporter.builder()
                .url("mqtts://broker:8883")
                .login("lamps", "secret")
                .qos(1)
                .sharedGroup("lamps")
                .session(MqttSession.DEFAULT.kept("lamps-1", Duration.ofHours(1)))
                .will(MqttWill.of("lamps/status", "gone"))
                .build();
    }

    static Mono<Void> announce(ClientProxy lamps) {
        return lamps.emit(
                "lamps/hall/switched",
                MqttRecord.builder(true)
                        .qos(1)
                        .retain(true)
                        .userProperty("by", "Ada")
                        .build());
    }

    static Disposable watch(ClientProxy lamps) {
        return lamps.on(MqttEvent.OFFLINE, broker -> log.warn("lost {}", broker));
    }

    static boolean isConnected(ClientProxy lamps) {
        return lamps.unwrap(Mqtt5AsyncClient.class).getState().isConnected();
    }
}
