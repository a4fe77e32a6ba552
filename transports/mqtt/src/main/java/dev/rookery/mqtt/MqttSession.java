package dev.rookery.mqtt;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.internal.OptionCheck;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the broker keeps of a server or client while it is away, and how much it may send.
 *
 * @param clientId the name that the broker knows it by; a second one of the same name ends the first one's connection. Null, the default, is a
 *     name that nobody else has, made anew with each server and client
 * @param cleanStart whether what the broker has kept is forgotten on connecting; default true
 * @param expiry how long the broker keeps subscriptions, and messages at QoS 1 and 2, after the connection was lost; default 0: not at all. On
 *     3.1.1 anything else is for as long as the broker likes
 * @param keepAlive how long the connection may be without traffic before the driver asks the broker whether it is there; default 60 s, 0 never
 *     asks
 * @param receiveMaximum how many messages at QoS 1 and 2 the broker may send before their handlers are done; default 65,535, the most there
 *     can be. MQTT 5; on 3.1.1 the broker decides
 */
public record MqttSession(
        @Nullable String clientId, boolean cleanStart, Duration expiry, Duration keepAlive, int receiveMaximum) {
    /** The most that {@link #receiveMaximum} can be, and its default. */
    public static final int MAX_RECEIVE_MAXIMUM = 65_535;

    /** What holds unless said otherwise. */
    public static final MqttSession DEFAULT =
            new MqttSession(null, true, Duration.ZERO, Duration.ofSeconds(60), MAX_RECEIVE_MAXIMUM);

    private static final int MAX_KEEP_ALIVE_SECONDS = 65_535;
    private static final long MAX_EXPIRY_SECONDS = 0xFFFF_FFFFL;

    /** Checks the parts. */
    public MqttSession {
        if (clientId != null && clientId.isEmpty()) {
            throw new InvalidOptionException("session.clientId", "\"\"", "a name");
        }
        OptionCheck.seconds("session.expiry", expiry, 0, MAX_EXPIRY_SECONDS);
        OptionCheck.seconds("session.keepAlive", keepAlive, 0, MAX_KEEP_ALIVE_SECONDS);
        OptionCheck.between("session.receiveMaximum", receiveMaximum, 1, MAX_RECEIVE_MAXIMUM);
        if ((!cleanStart || expiry.isPositive()) && clientId == null) {
            throw new InvalidOptionException(
                    "session.clientId", null, "a name, without which the broker does not know whose session it kept");
        }
    }

    /**
     * The same under a name.
     *
     * @param name the {@link #clientId}
     * @return the session
     */
    public MqttSession withClientId(String name) {
        return new MqttSession(name, cleanStart, expiry, keepAlive, receiveMaximum);
    }

    /**
     * The same, but kept by the broker for a while.
     *
     * @param name the {@link #clientId}
     * @param time the {@link #expiry}
     * @return a session that does not start clean
     */
    public MqttSession kept(String name, Duration time) {
        return new MqttSession(name, false, time, keepAlive, receiveMaximum);
    }

    /**
     * The same with another time without traffic.
     *
     * @param time the {@link #keepAlive}
     * @return the session
     */
    public MqttSession withKeepAlive(Duration time) {
        return new MqttSession(clientId, cleanStart, expiry, time, receiveMaximum);
    }

    /**
     * The same with another bound on what the broker sends.
     *
     * @param messages the {@link #receiveMaximum}
     * @return the session
     */
    public MqttSession withReceiveMaximum(int messages) {
        return new MqttSession(clientId, cleanStart, expiry, keepAlive, messages);
    }

    /** Whether the broker keeps anything once the connection is lost. */
    boolean isKept() {
        return !cleanStart || expiry.isPositive();
    }
}
