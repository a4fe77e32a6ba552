package dev.rookery.rabbitmq;

/** Who settles what a server receives, and when. */
public enum RmqAcknowledgement {
    /**
     * A message is acknowledged when its handler has succeeded, or when the reply to it has been published, be that a result or an error. An event
     * that fails is rejected as {@link RmqFailures} says. What is not settled when the connection ends comes again, to this server or
     * another one. The default.
     */
    AFTER_SUCCESS,
    /** The broker forgets a message when it has sent it: Nest's default, {@code noAck: true}. What a server has not done when it ends is lost. */
    AUTOMATIC,
    /**
     * The handler settles the message, through {@link RmqContext#acknowledge()} and {@link RmqContext#reject(boolean)}: Nest's
     * {@code noAck: false}. What has no handler, or cannot be read, is rejected, and what was turned away goes back to the queue. What fails before its
     * handler is reached, by a guard or a pipe, is settled by nobody but a filter.
     */
    MANUAL
}
