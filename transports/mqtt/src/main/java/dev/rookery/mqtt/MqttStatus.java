package dev.rookery.mqtt;

import dev.rookery.transport.ConnectionStatus;

/** What an MQTT server or client is like. */
public enum MqttStatus implements ConnectionStatus {
    /** Connected to the broker; a server's subscriptions are made. */
    CONNECTED(Kind.CONNECTED),
    /** Not connected, and not trying. */
    DISCONNECTED(Kind.DISCONNECTED),
    /** The connection was lost, and another one is being made. */
    RECONNECTING(Kind.RECONNECTING),
    /** Closed for ever. */
    CLOSED(Kind.CLOSED);

    private final Kind kind;

    MqttStatus(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
