package dev.rookery.rabbitmq;

/** What becomes of an event whose handler failed, where acknowledgement is {@link RmqAcknowledgement#AFTER_SUCCESS}. */
public enum RmqFailures {
    /** It is rejected: it goes to the queue's dead-letter exchange, or is dropped where the queue has none. The default. */
    DEAD_LETTER,
    /**
     * It goes back to the queue at its first failure, and is dealt with as {@link #DEAD_LETTER} says at the second. What the broker has delivered before
     * counts as failed: by {@code x-delivery-count} on a quorum queue, and by the mark of a redelivery on any other, which a lost connection sets too.
     */
    REQUEUE_ONCE,
    /** It goes back to the queue each time, and comes again at once, until a quorum queue's delivery limit is reached. */
    REQUEUE
}
