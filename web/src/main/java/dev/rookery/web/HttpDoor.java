package dev.rookery.web;

import dev.rookery.Door;
import dev.rookery.internal.OptionCheck;
import dev.rookery.module.Discovery;
import dev.rookery.server.ServerOptions;
import dev.rookery.transport.Tls;
import dev.rookery.transport.Transporter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * HTTP as a door of an application: {@code app.listen(HttpDoor.port(3000))}. Methods with {@link Get}, {@link Post} and their like answer requests, through
 * the same guards, pipes, interceptors and filters as messages. Where the application has gateways, WebSocket clients connect at the same port.
 *
 * <p>A value: it opens nothing until an application listens at it. Safe for use by several threads.
 */
public final class HttpDoor implements Door {
    /** The id of this way in, as {@code context.transport()} says it. */
    public static final String ID = "http";

    private final HttpOptions options;
    private final WebSocketOptions webSocket;

    private HttpDoor(HttpOptions options, WebSocketOptions webSocket) {
        this.options = options;
        this.webSocket = webSocket;
    }

    /**
     * A door with defaults.
     *
     * @param port the port; 0 lets the system choose one
     * @return the door
     * @throws dev.rookery.error.InvalidOptionException if it is no port
     */
    public static HttpDoor port(int port) {
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
     * How HTTP is served.
     *
     * @return what was built
     */
    public HttpOptions http() {
        return options;
    }

    /**
     * How WebSocket is served, where there are gateways.
     *
     * @return what was built
     */
    public WebSocketOptions webSocket() {
        return webSocket;
    }

    @Override
    public List<Transporter> transporters(Discovery modules) {
        var gateways = new Gateways(modules, options.port());
        if (gateways.isEmpty()) {
            return List.of(new HttpTransporter(options, null));
        }
        var entrance = new SocketEntrance();
        return List.of(
                new HttpTransporter(options, entrance),
                new WsTransporter(webSocket, gateways, options, entrance, false));
    }

    @Override
    public Optional<ServerOptions> options() {
        return Optional.ofNullable(options.server());
    }

    @Override
    public String toString() {
        return new HttpTransporter(options, null).toString();
    }

    /** Builds a door. Used by one thread. */
    public static final class Builder {
        private String host = HttpOptions.DEFAULT_HOST;
        private int port = HttpOptions.DEFAULT_PORT;
        private String globalPrefix = "";
        private long maxBodyBytes = HttpOptions.DEFAULT_MAX_BODY_BYTES;
        private int maxHeaderBytes = HttpOptions.DEFAULT_MAX_HEADER_BYTES;
        private int maxConnections = HttpOptions.DEFAULT_MAX_CONNECTIONS;
        private Duration requestTimeout = HttpOptions.DEFAULT_REQUEST_TIMEOUT;
        private Duration idleTimeout = HttpOptions.DEFAULT_IDLE_TIMEOUT;
        private Duration sseHeartbeat = HttpOptions.DEFAULT_SSE_HEARTBEAT;
        private @Nullable HttpCors cors;
        private boolean compression;
        private boolean http2 = true;
        private boolean health;
        private boolean accessLog;
        private @Nullable Tls tls;
        private @Nullable HttpFiles files;
        private Path uploadDirectory = Path.of(System.getProperty("java.io.tmpdir"));
        private WebSocketOptions webSocket = WebSocketOptions.defaults();
        private @Nullable ServerOptions server;

        private Builder() {}

        /**
         * Sets where it listens. Default: {@link HttpOptions#DEFAULT_HOST}.
         *
         * @param value a name or an address
         * @return this builder
         */
        public Builder host(String value) {
            this.host = value;
            return this;
        }

        /**
         * Sets the port. Default: {@link HttpOptions#DEFAULT_PORT}.
         *
         * @param value the port; 0 lets the system choose one
         * @return this builder
         */
        public Builder port(int value) {
            this.port = value;
            return this;
        }

        /**
         * Sets what all paths of handlers begin with. Default: nothing.
         *
         * @param value a path, as {@code api}
         * @return this builder
         */
        public Builder globalPrefix(String value) {
            this.globalPrefix = value;
            return this;
        }

        /**
         * Bounds the body of a request. Default: {@link HttpOptions#DEFAULT_MAX_BODY_BYTES}.
         *
         * @param value how many bytes, after decompression; zero takes no bodies
         * @return this builder
         */
        public Builder maxBodyBytes(long value) {
            this.maxBodyBytes = value;
            return this;
        }

        /**
         * Bounds request line and headers. Default: {@link HttpOptions#DEFAULT_MAX_HEADER_BYTES}.
         *
         * @param value how many bytes
         * @return this builder
         */
        public Builder maxHeaderBytes(int value) {
            this.maxHeaderBytes = value;
            return this;
        }

        /**
         * Bounds the connections. Default: {@link HttpOptions#DEFAULT_MAX_CONNECTIONS}.
         *
         * @param value how many may be open
         * @return this builder
         */
        public Builder maxConnections(int value) {
            this.maxConnections = value;
            return this;
        }

        /**
         * Bounds the time in which a body has to arrive, and that in which the rest of one is taken and dropped that was answered before. Default:
         * {@link HttpOptions#DEFAULT_REQUEST_TIMEOUT}.
         *
         * @param value how long; zero lifts the limit
         * @return this builder
         */
        public Builder requestTimeout(Duration value) {
            this.requestTimeout = value;
            return this;
        }

        /**
         * Bounds the time in which nothing moves on a connection. Default: {@link HttpOptions#DEFAULT_IDLE_TIMEOUT}.
         *
         * @param value how long, at least 1 ms
         * @return this builder
         */
        public Builder idleTimeout(Duration value) {
            this.idleTimeout = value;
            return this;
        }

        /**
         * Sets after how long without an event a comment is sent. Default: {@link HttpOptions#DEFAULT_SSE_HEARTBEAT}.
         *
         * @param value how long; zero sends none
         * @return this builder
         */
        public Builder sseHeartbeat(Duration value) {
            this.sseHeartbeat = value;
            return this;
        }

        /**
         * Lets pages of other origins call. Default: null, none may.
         *
         * @param value which ones; null for none
         * @return this builder
         */
        public Builder cors(@Nullable HttpCors value) {
            this.cors = value;
            return this;
        }

        /**
         * Compresses replies for clients that take gzip, and takes compressed bodies. Default: false.
         *
         * @param value whether to
         * @return this builder
         */
        public Builder compression(boolean value) {
            this.compression = value;
            return this;
        }

        /**
         * Speaks HTTP/2 beside HTTP/1.1. Default: true.
         *
         * @param value whether to
         * @return this builder
         */
        public Builder http2(boolean value) {
            this.http2 = value;
            return this;
        }

        /**
         * Answers {@code GET /health}, {@code /health/live} and {@code /health/ready}. Default: false.
         *
         * @param value whether to
         * @return this builder
         */
        public Builder health(boolean value) {
            this.health = value;
            return this;
        }

        /**
         * Logs each request, at {@code INFO} by the logger {@value HttpOptions#ACCESS_LOGGER}. Default: false.
         *
         * @param value whether to
         * @return this builder
         */
        public Builder accessLog(boolean value) {
            this.accessLog = value;
            return this;
        }

        /**
         * Encrypts connections. Default: null, not at all.
         *
         * @param value how; null for not at all
         * @return this builder
         */
        public Builder tls(@Nullable Tls value) {
            this.tls = value;
            return this;
        }

        /**
         * Serves files where no handler has the path. Default: null, none.
         *
         * @param value which ones; null for none
         * @return this builder
         */
        public Builder files(@Nullable HttpFiles value) {
            this.files = value;
            return this;
        }

        /**
         * Sets where files are written that come with a form to a handler with {@link Multipart}. Default: the JVM's {@code java.io.tmpdir}.
         *
         * @param value a directory that is there and can be written to
         * @return this builder
         */
        public Builder uploadDirectory(Path value) {
            this.uploadDirectory = value;
            return this;
        }

        /**
         * Sets how WebSocket is served, where there are gateways. Default: {@link WebSocketOptions#defaults()}.
         *
         * @param value the options
         * @return this builder
         */
        public Builder webSocket(WebSocketOptions value) {
            this.webSocket = OptionCheck.given("webSocket", value);
            return this;
        }

        /**
         * Sets how requests are treated by the core. Default: null, what is configured, else the defaults.
         *
         * @param value the options
         * @return this builder
         */
        public Builder server(@Nullable ServerOptions value) {
            this.server = value;
            return this;
        }

        /**
         * Builds the door.
         *
         * @return the door
         * @throws dev.rookery.error.InvalidOptionException if an option has a value that it cannot have
         */
        public HttpDoor build() {
            var options = new HttpOptions(
                    host,
                    port,
                    globalPrefix,
                    maxBodyBytes,
                    maxHeaderBytes,
                    maxConnections,
                    requestTimeout,
                    idleTimeout,
                    sseHeartbeat,
                    cors,
                    compression,
                    http2,
                    health,
                    accessLog,
                    tls,
                    files,
                    uploadDirectory,
                    server);
            return new HttpDoor(options, webSocket);
        }
    }
}
