package dev.rookery.transport;

/** What a transport can carry or promise. A transporter declares these; the contract suite holds it to them. */
public enum Capability {
    /** Requests with one reply, an error, or a stream of replies. */
    REQUEST,
    /** Events: messages that nobody answers. */
    EVENT,
    /** A request that is itself a stream. */
    REQUEST_STREAM,
    /** Handlers bound to patterns with wildcards. */
    WILDCARDS,
    /** Headers of the transport's own; without it, headers travel in the packet's metadata. */
    HEADERS,
    /** A caller that takes replies slowly slows the handler that makes them. */
    DEMAND,
    /** A service that has enough to do can stop messages from coming. */
    PAUSE,
    /** A request that nobody listens for fails at once. */
    NO_LISTENER_KNOWN,
    /** Several replicas of a service share its messages. */
    SHARED_WORK,
    /** A message is settled only after its handler succeeded. */
    SETTLES,
    /** A caller that withdraws its request stops the handler. */
    CANCELLATION
}
