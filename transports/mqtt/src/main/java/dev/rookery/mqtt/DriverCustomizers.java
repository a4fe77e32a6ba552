package dev.rookery.mqtt;

import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import java.util.function.UnaryOperator;

/** What users change about the driver beyond our options. */
record DriverCustomizers(UnaryOperator<Mqtt3ClientBuilder> mqtt3, UnaryOperator<Mqtt5ClientBuilder> mqtt5) {
    static final DriverCustomizers NONE = new DriverCustomizers(UnaryOperator.identity(), UnaryOperator.identity());
}
