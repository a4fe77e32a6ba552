package dev.rookery.kafka;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.internal.OptionCheck;
import dev.rookery.transport.Backoff;
import java.time.Duration;

/**
 * What becomes of an event whose handler fails, and of a request whose handler fails with a {@link KafkaRetriableException}. What can never
 * succeed, a payload that does not fit, is not tried again.
 *
 * @param retries how often it is tried again in place, while those behind it wait as the order says; default 5, as in KafkaJS. 0 never tries again
 * @param backoff the waits between attempts; default 300 ms to 30 s
 * @param action what becomes of it then; default {@link Action#DEAD_LETTER}
 * @param deadLetterSuffix what the dead-letter topic is called after the name of the message's topic; default {@code .dlt}
 */
public record KafkaFailures(int retries, Backoff backoff, Action action, String deadLetterSuffix) {
    /** The default of {@link #retries}. */
    public static final int DEFAULT_RETRIES = 5;

    /** The default of {@link #backoff}. */
    public static final Backoff DEFAULT_BACKOFF = new Backoff(Duration.ofMillis(300), Duration.ofSeconds(30), 0.2);

    /** The default of {@link #deadLetterSuffix}. */
    public static final String DEFAULT_DEAD_LETTER_SUFFIX = ".dlt";

    /** What holds unless said otherwise. */
    public static final KafkaFailures DEFAULT =
            new KafkaFailures(DEFAULT_RETRIES, DEFAULT_BACKOFF, Action.DEAD_LETTER, DEFAULT_DEAD_LETTER_SUFFIX);

    /** What becomes of a message that has failed for good. */
    public enum Action {
        /** It is published to the dead-letter topic, with the cause in headers; the partition goes on. */
        DEAD_LETTER,
        /** It is left out, with a line in the log; the partition goes on. */
        SKIP,
        /**
         * Nothing of its partition is handled any more until the partition is assigned anew, and then it comes first; other partitions go on. What
         * Nest does.
         */
        STOP
    }

    /** Checks the parts. */
    public KafkaFailures {
        OptionCheck.notNegative("failures.retries", retries, "where 0 never tries again");
        OptionCheck.given("failures.backoff", backoff);
        OptionCheck.given("failures.action", action);
        if (OptionCheck.given("failures.deadLetterSuffix", deadLetterSuffix).isEmpty()
                || !TopicNames.isLegal("t" + deadLetterSuffix)) {
            throw new InvalidOptionException(
                    "failures.deadLetterSuffix", deadLetterSuffix, "letters, digits, dots, dashes, underscores");
        }
    }

    /**
     * The same with another number of attempts.
     *
     * @param times the {@link #retries}
     * @return the policy
     */
    public KafkaFailures withRetries(int times) {
        return new KafkaFailures(times, backoff, action, deadLetterSuffix);
    }

    /**
     * The same with other waits.
     *
     * @param waits the {@link #backoff}
     * @return the policy
     */
    public KafkaFailures withBackoff(Backoff waits) {
        return new KafkaFailures(retries, waits, action, deadLetterSuffix);
    }

    /**
     * The same with another end.
     *
     * @param last the {@link #action}
     * @return the policy
     */
    public KafkaFailures withAction(Action last) {
        return new KafkaFailures(retries, backoff, last, deadLetterSuffix);
    }

    /**
     * The same with another name for dead-letter topics.
     *
     * @param suffix the {@link #deadLetterSuffix}
     * @return the policy
     */
    public KafkaFailures withDeadLetterSuffix(String suffix) {
        return new KafkaFailures(retries, backoff, action, suffix);
    }
}
