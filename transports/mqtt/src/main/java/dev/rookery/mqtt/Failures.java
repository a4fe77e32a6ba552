package dev.rookery.mqtt;

import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.error.RookeryException;
import dev.rookery.internal.Reasons;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says what went wrong, and the cure, in place of the driver. */
final class Failures {
    private Failures() {}

    /** Why there is no connection. */
    static RookeryException notConnected(MqttOptions options, Throwable error) {
        var cause = Reasons.unwrapped(error);
        if (cause instanceof RookeryException known) {
            return known;
        }
        if (cause instanceof ConnectionFailedException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return new ConnectionRefusedException(
                "Cannot connect to the MQTT broker at " + options.host() + ":" + options.port() + ": "
                        + Reasons.of(cause) + "; " + cure(cause),
                cause);
    }

    private static String cure(Throwable cause) {
        return switch (cause) {
            case Mqtt5ConnAckException refused ->
                refusal(refused.getMqttMessage().getReasonCode());
            case Mqtt3ConnAckException refused ->
                refusal(refused.getMqttMessage().getReturnCode());
            case UnknownHostException unknown -> "the host is unknown; check the url";
            case SSLException tls -> Reasons.TLS_FAILED;
            default -> "check the url, and whether the broker runs";
        };
    }

    private static String refusal(Mqtt5ConnAckReasonCode code) {
        return switch (code) {
            case BAD_USER_NAME_OR_PASSWORD, NOT_AUTHORIZED, BAD_AUTHENTICATION_METHOD, BANNED -> credentials();
            case UNSUPPORTED_PROTOCOL_VERSION -> "it does not speak MQTT 5; set version to V3_1_1";
            case CLIENT_IDENTIFIER_NOT_VALID -> "it refuses the name; set session.clientId to another";
            case SERVER_BUSY, SERVER_UNAVAILABLE, CONNECTION_RATE_EXCEEDED, QUOTA_EXCEEDED ->
                "it takes no more at the moment; try again later";
            default -> "it refused: " + code;
        };
    }

    private static String refusal(Mqtt3ConnAckReturnCode code) {
        return switch (code) {
            case BAD_USER_NAME_OR_PASSWORD, NOT_AUTHORIZED -> credentials();
            case UNSUPPORTED_PROTOCOL_VERSION -> "it does not speak MQTT 3.1.1; set version to V5";
            case IDENTIFIER_REJECTED -> "it refuses the name; set session.clientId to another";
            case SERVER_UNAVAILABLE -> "it takes no more at the moment; try again later";
            default -> "it refused: " + code;
        };
    }

    private static String credentials() {
        return "it does not let this user in; check username and password";
    }

    /** Whether the broker has answered that a subscription may not be; else it may be tried again. */
    static boolean isRefusal(Throwable error) {
        var cause = Reasons.unwrapped(error);
        return cause instanceof Mqtt5SubAckException || cause instanceof Mqtt3SubAckException;
    }

    /** A message has a property that the driver does not send. */
    static RookeryException unfit(Publication message, IllegalArgumentException refused) {
        var why = new InvalidOptionException(
                "properties",
                "those of a message to " + message.topic(),
                "what MQTT can carry (" + refused.getMessage() + ")");
        why.initCause(refused);
        return why;
    }

    /** What an error says, for lines of the log. */
    static String text(@Nullable Throwable error) {
        return error == null ? "" : Reasons.of(error);
    }
}
