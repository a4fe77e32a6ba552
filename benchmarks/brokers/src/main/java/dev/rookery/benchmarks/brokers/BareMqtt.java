package dev.rookery.benchmarks.brokers;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import dev.rookery.benchmarks.process.ClientProcess;
import dev.rookery.benchmarks.process.ServiceProcess;
import java.util.function.Consumer;

/** Request and reply on HiveMQ's client, by MQTT 5 at QoS 0: {@code BareMqtt <service | virtual | client> <port>}. */
final class BareMqtt {
    private static final String REPLIES = Packets.ROUTE + "/reply";

    private final Mqtt5AsyncClient driver;

    private BareMqtt(Mqtt5AsyncClient driver) {
        this.driver = driver;
    }

    static void main(String[] arguments) {
        var port = Integer.parseInt(arguments[1]);
        var driver = MqttClient.builder()
                .useMqttVersion5()
                .serverHost("127.0.0.1")
                .serverPort(port)
                .buildAsync();
        driver.connect().join();
        var bare = new BareMqtt(driver);
        if (arguments[0].equals("client")) {
            var caller = new BareCaller(
                    id -> bare.publish(Packets.ROUTE, Packets.request(id)),
                    () -> driver.disconnect().join());
            bare.subscribe(REPLIES, caller::replied);
            ClientProcess.serve(caller);
        }
        var service = new BareService(arguments[0].equals("virtual"));
        bare.subscribe(Packets.ROUTE, request -> service.answer(request, reply -> bare.publish(REPLIES, reply)));
        ServiceProcess.serve(port);
    }

    private void publish(String topic, byte[] payload) {
        var _ = driver.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_MOST_ONCE)
                .payload(payload)
                .send();
    }

    private void subscribe(String topic, Consumer<byte[]> messages) {
        driver.subscribeWith()
                .topicFilter(topic)
                .qos(MqttQos.AT_MOST_ONCE)
                .callback(publish -> messages.accept(publish.getPayloadAsBytes()))
                .send()
                .join();
    }
}
