package dev.rookery.mqtt;

/** What a connection speaks. Each peer of a broker speaks its own; messages go from one to the other, without what the older does not know. */
public enum MqttVersion {
    /** MQTT 3.1.1, which Nest speaks unless told otherwise. It has no headers, and no reasons. */
    V3_1_1,
    /** MQTT 5. */
    V5
}
