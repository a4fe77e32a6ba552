package dev.rookery.examples.mqtt;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.EventPattern;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.mqtt.MqttContext;
import dev.rookery.mqtt.MqttQos;
import dev.rookery.mqtt.MqttRecord;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Controller
final class LampController {
    private static final Logger log = LoggerFactory.getLogger(LampController.class);

    @EventPattern("lamps/+/switched")
    @MqttQos(1) // acknowledged when this returns
    void switched(boolean on, MqttContext context) {
        log.info("{} is {}", context.topic(), on ? "on" : "off");
    }

    @EventPattern("$share/billing/meters/#") // one replica of this group gets it
    void measured(double kilowattHours) {
        log.info("{} kWh", kilowattHours);
    }

    @MessagePattern("lamps/report")
    MqttRecord report(int days) {
        return MqttRecord.builder("lit on " + days + " days")
                .contentType("text/plain")
                .messageExpiry(Duration.ofMinutes(1))
                .build();
    }
}
