package dev.rookery.mqtt;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.internal.OptionCheck;

/**
 * How a server subscribes: what Nest calls {@code subscribeOptions}. All but the quality of service is MQTT 5's alone.
 *
 * @param qos the quality of service from 0 to 2, unless {@link MqttQos} says another for a handler; default 0. Messages come at the lower one of
 *     this and the sender's, so it is also what a server's replies and a client's messages are sent with where no {@link MqttRecord} says otherwise
 * @param noLocal whether messages that this very connection published do not come back to it; default false. Not with a shared group
 * @param retainAsPublished whether messages keep the sender's retain flag; default false
 * @param retainHandling whether retained messages come when the subscription is made; default {@link RetainHandling#SEND}
 */
public record MqttSubscribeOptions(int qos, boolean noLocal, boolean retainAsPublished, RetainHandling retainHandling) {
    /** What holds unless said otherwise. */
    public static final MqttSubscribeOptions DEFAULT = new MqttSubscribeOptions(0, false, false, RetainHandling.SEND);

    private static final int MAX_QOS = 2;

    /** Checks the parts. */
    public MqttSubscribeOptions {
        checkQos("subscribeOptions.qos", qos);
        OptionCheck.given("subscribeOptions.retainHandling", retainHandling);
    }

    /** What becomes of messages that the broker has retained. */
    public enum RetainHandling {
        /** They come whenever the subscription is made. */
        SEND,
        /** They come when a subscription is made that was not there before. */
        SEND_IF_NEW,
        /** They do not come. */
        DO_NOT_SEND
    }

    static int checkQos(String option, int qos) {
        if (qos < 0 || qos > MAX_QOS) {
            throw new InvalidOptionException(option, qos, "0, 1 or 2");
        }
        return qos;
    }

    MqttSubscribeOptions withQos(int level) {
        return new MqttSubscribeOptions(level, noLocal, retainAsPublished, retainHandling);
    }
}
