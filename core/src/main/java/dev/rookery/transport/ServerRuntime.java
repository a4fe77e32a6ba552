package dev.rookery.transport;

import dev.rookery.codec.PacketCodec;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/** What core does for a {@link TransportServer}: routing, admission, dispatch. Safe for use by several threads; never blocks. */
public interface ServerRuntime {

    /**
     * Reads and writes packets.
     *
     * @return the codec of this server
     */
    PacketCodec codec();

    /**
     * All routes with a handler for this transport: what a broker's server subscribes to.
     *
     * @return the routes, in the order of declaration
     */
    Collection<Route> routes();

    /**
     * Finds the route for the name of a channel, subject or topic.
     *
     * @param address the name; text that is JSON counts as the pattern that it spells
     * @return the exact route, else the first wildcard that fits, else nothing
     */
    Optional<Route> match(String address);

    /**
     * Finds the route for the pattern of a packet.
     *
     * @param patternJson the JSON text of the pattern
     * @return the exact route, else the first wildcard that fits, else nothing
     */
    Optional<Route> matchPattern(String patternJson);

    /**
     * Runs the handlers for a message. Returns at once, except for handlers that ask to run on the calling thread.
     *
     * <p>What becomes of the message is told to {@code replies}, once and to its end, also where no handler is bound, where there is
     * no room, and where the server closes. Values are sent only as far as {@link Exchange#request(long)} asked for them.
     *
     * @param inbound the message
     * @param replies where replies go; for events, where nothing goes
     * @return the exchange
     */
    Exchange dispatch(Inbound inbound, ReplySink replies);

    /**
     * How many messages may be in flight: what a broker that counts the unsettled ones need send at most.
     *
     * @return the bound, at least 1
     */
    int maxInFlight();

    /**
     * As {@link #dispatch}, but where one handler takes the message and there is room, it runs on the calling thread: a virtual one of the
     * transport's own, which puts messages in order or tries them again, and has nothing to do meanwhile. A handler with many values may go on
     * after the return, as {@link Exchange#outcome()} tells.
     *
     * @param inbound the message
     * @param replies where replies go; for events, where nothing goes
     * @param begun is told the exchange before the handler runs
     */
    default void dispatchHere(Inbound inbound, ReplySink replies, Consumer<Exchange> begun) {
        begun.accept(dispatch(inbound, replies));
    }

    /**
     * Reads what has arrived together, as one read of a socket brings it. Handlers of messages that {@code reading} dispatches on this thread get
     * their threads a little later, several at once and at the latest when it returns: to wake a processor for each would cost more than most
     * handlers do. Bursts do not nest.
     *
     * @param reading dispatches any number of messages; what it throws is thrown
     */
    void burst(Runnable reading);
}
