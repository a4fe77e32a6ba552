package dev.rookery.transport;

import dev.rookery.codec.IncomingReply;
import java.util.function.Predicate;

/**
 * Which caller waits for which id, on one connection. Made by {@link ClientRuntime#newCorrelation}. Safe for use by several threads, but
 * {@link #accept} must not be called for one id by two at once.
 */
public interface Correlation {

    /**
     * Registers a caller. To be called before the request leaves, so that no reply can be faster.
     *
     * @param reply who waits
     * @return the id for the packet: unique, 21 hexadecimal digits as Nest's
     * @throws dev.rookery.error.RookeryException if {@link #failAll} was called: its cause
     */
    String open(PendingReply reply);

    /**
     * Hands a reply to its caller. A reply that nobody waits for is dropped.
     *
     * @param reply the reply
     * @return whether somebody waited for it; where not, the service may be told to send no more, if the protocol can
     */
    boolean accept(IncomingReply reply);

    /**
     * Whether somebody waits for an id, for connections that carry replies to others too.
     *
     * @param id an id that may be anybody's
     * @return whether {@link #open} gave it, and its end has not come
     */
    boolean isWaiting(String id);

    /**
     * Fails one caller.
     *
     * @param id the id that {@link #open} gave
     * @param cause what it is told
     * @return whether it was still waiting
     */
    boolean fail(String id, Throwable cause);

    /**
     * Fails those that wait for something that cannot come, such as all who call a pattern that the broker has forbidden.
     *
     * @param which whom; asked for each that waits
     * @param cause what they are told
     */
    void failWhere(Predicate<? super PendingReply> which, Throwable cause);

    /**
     * Takes a caller out without telling it anything.
     *
     * @param id the id that {@link #open} gave
     * @return whether it was still waiting
     */
    boolean withdraw(String id);

    /**
     * Fails all that wait, each even if another one throws, and whoever comes later.
     *
     * @param cause why the connection carries no more replies
     */
    void failAll(Throwable cause);

    /**
     * How many wait.
     *
     * @return the number at this moment
     */
    int size();
}
