package dev.rookery.web;

import dev.rookery.Door;
import dev.rookery.internal.OptionCheck;
import dev.rookery.module.Discovery;
import dev.rookery.server.ServerOptions;
import dev.rookery.transport.Tls;
import dev.rookery.transport.Transporter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * WebSocket as a door of its own: for gateways that have their own port, and for those of a microservice, as in
 * {@code service.connectDoor(WebSocketDoor.port(3002))}. An {@link HttpDoor} serves gateways by itself.
 *
 * <p>A value: it opens nothing until an application listens at it. Safe for use by several threads.
 */
public final class WebSocketDoor implements Door {
    /** The id of this way in, as {@code context.transport()} says it. */
    public static final String ID = "ws";

    /** The default port. */
    public static final int DEFAULT_PORT = 3_002;

    private final HttpDoor port;

    private WebSocketDoor(HttpDoor port) {
        this.port = port;
    }

    /**
     * A door with defaults.
     *
     * @param port the port; 0 lets the system choose one
     * @return the door
     * @throws dev.rookery.error.InvalidOptionException if it is no port
     */
    public static WebSocketDoor port(int port) {
        return builder().port(port).build();
    }

    /**
     * Begins with the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How WebSocket is served.
     *
     * @return what was built
     */
    public WebSocketOptions webSocket() {
        return port.webSocket();
    }

    @Override
    public List<Transporter> transporters(Discovery modules) {
        var http = port.http();
        return List.of(
                new WsTransporter(webSocket(), new Gateways(modules, http.port()), http, new SocketEntrance(), true));
    }

    @Override
    public Optional<ServerOptions> options() {
        return port.options();
    }

    @Override
    public String toString() {
        return ID + " " + port.http().host() + ":" + port.http().port();
    }

    /** Builds a door. Used by one thread. */
    public static final class Builder {
        private final HttpDoor.Builder port = HttpDoor.builder().port(DEFAULT_PORT);

        private Builder() {}

        /**
         * Sets where it listens. Default: {@link HttpOptions#DEFAULT_HOST}.
         *
         * @param value a name or an address
         * @return this builder
         */
        public Builder host(String value) {
            port.host(value);
            return this;
        }

        /**
         * Sets the port. Default: {@link WebSocketDoor#DEFAULT_PORT}.
         *
         * @param value the port; 0 lets the system choose one
         * @return this builder
         */
        public Builder port(int value) {
            port.port(value);
            return this;
        }

        /**
         * Bounds the head of the request that opens a connection. Default: {@link HttpOptions#DEFAULT_MAX_HEADER_BYTES}.
         *
         * @param value how many bytes
         * @return this builder
         */
        public Builder maxHeaderBytes(int value) {
            port.maxHeaderBytes(value);
            return this;
        }

        /**
         * Bounds the connections. Default: {@link HttpOptions#DEFAULT_MAX_CONNECTIONS}.
         *
         * @param value how many may be open
         * @return this builder
         */
        public Builder maxConnections(int value) {
            port.maxConnections(value);
            return this;
        }

        /**
         * Answers {@code GET /health}, {@code /health/live} and {@code /health/ready}. Default: false.
         *
         * @param value whether to
         * @return this builder
         */
        public Builder health(boolean value) {
            port.health(value);
            return this;
        }

        /**
         * Encrypts connections. Default: null, not at all.
         *
         * @param value how; null for not at all
         * @return this builder
         */
        public Builder tls(@Nullable Tls value) {
            port.tls(value);
            return this;
        }

        /**
         * Sets how WebSocket is served. Default: {@link WebSocketOptions#defaults()}.
         *
         * @param value the options
         * @return this builder
         */
        public Builder webSocket(WebSocketOptions value) {
            port.webSocket(OptionCheck.given("webSocket", value));
            return this;
        }

        /**
         * Sets how messages are treated by the core. Default: null, what is configured, else the defaults.
         *
         * @param value the options
         * @return this builder
         */
        public Builder server(@Nullable ServerOptions value) {
            port.server(value);
            return this;
        }

        /**
         * Builds the door.
         *
         * @return the door
         * @throws dev.rookery.error.InvalidOptionException if an option has a value that it cannot have
         */
        public WebSocketDoor build() {
            return new WebSocketDoor(port.build());
        }
    }
}
