package dev.rookery.mqtt;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import reactor.core.Disposable;

/** The HiveMQ client, which has one set of types for each version of MQTT. All of it is asynchronous, and told on the driver's thread. */
interface Driver {

    /** How a message left. */
    enum Sent {
        TAKEN,
        /** The broker said that nobody has subscribed to the topic, which only MQTT 5 has, and only at QoS 1 and 2. */
        NOBODY_SUBSCRIBED
    }

    /**
     * Connects.
     *
     * @param again whether it was connected before
     * @return whether the broker has kept the session
     */
    CompletableFuture<Boolean> connect(boolean again);

    /**
     * Tells of all messages that come, until the session ends.
     *
     * @param settled whether the listener acknowledges them
     * @param listener told on the driver's thread
     * @return ends it
     */
    Disposable hear(boolean settled, Consumer<Arrival> listener);

    CompletableFuture<?> subscribe(String filter, MqttSubscribeOptions how);

    CompletableFuture<?> unsubscribe(String filter);

    CompletableFuture<Sent> publish(Publication message);

    CompletableFuture<?> disconnect();

    boolean isConnected();

    /** The driver's own client. */
    Object client();
}
