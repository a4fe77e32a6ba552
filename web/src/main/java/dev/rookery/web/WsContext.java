package dev.rookery.web;

import dev.rookery.transport.MessageContext;
import java.util.Map;
import java.util.Optional;

/** What is known of an event of a WebSocket client beside its data. Immutable. */
public final class WsContext implements MessageContext {
    private final String pattern;
    private final String event;
    private final WsClient client;

    WsContext(String pattern, String event, WsClient client) {
        this.pattern = pattern;
        this.event = event;
        this.client = client;
    }

    /** {@inheritDoc} On WebSocket it is path of the gateway and event, as {@code /live watch}. */
    @Override
    public String pattern() {
        return pattern;
    }

    @Override
    public String transport() {
        return WebSocketDoor.ID;
    }

    /** {@inheritDoc} They are those of the request that opened the connection. Names are in lower case; several values of a name are joined by commas. */
    @Override
    public Map<String, String> headers() {
        return client.headers();
    }

    /** {@inheritDoc} The case of the name does not matter. */
    @Override
    public Optional<String> header(String name) {
        return client.header(name);
    }

    /**
     * The client that sent the event.
     *
     * @return the client
     */
    public WsClient client() {
        return client;
    }

    /**
     * The event.
     *
     * @return its name, as the client sent it
     */
    public String event() {
        return event;
    }

    @Override
    public String toString() {
        return "WsContext[" + pattern + "]";
    }
}
