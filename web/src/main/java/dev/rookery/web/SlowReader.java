package dev.rookery.web;

/** What becomes of a client that takes events more slowly than they are sent to it, when {@link WebSocketOptions#maxUnsentBytes} wait for it. */
public enum SlowReader {
    /** It is closed with 1013, so that it can connect again and begin anew. */
    CLOSE,
    /** It does not get what is sent to it until there is room again. Told in the log once for each client. */
    DROP
}
