package dev.rookery.mqtt;

/** A message that the broker delivered, whatever the version. */
record Arrival(
        String topic,
        Payload payload,
        int qos,
        boolean retain,
        MqttProperties properties,
        Runnable acknowledgement,
        Object driverMessage) {

    /** Tells the broker that it need not deliver the message again. Only once, and only for what has an acknowledgement. */
    void acknowledge() {
        if (qos > 0) {
            acknowledgement.run();
        }
    }
}
