package dev.rookery.tcp;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.internal.Listening;
import dev.rookery.internal.OptionCheck;
import dev.rookery.transport.Backoff;
import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.MessageContext;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.Tls;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.Transporter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Services and clients that speak to each other, and to Nest's, over TCP: {@code TcpTransporter.builder().port(3001).build()}.
 *
 * <p>An immutable value; the same one starts servers and clients. Without any option it is {@code localhost:3000}.
 */
public final class TcpTransporter implements Transporter {
    /** The id of this transport. */
    public static final String ID = "tcp";

    private final TcpOptions options;

    private TcpTransporter(TcpOptions options) {
        this.options = options;
    }

    /**
     * Makes a transporter of options.
     *
     * @param options the options
     * @return the transporter
     */
    public static TcpTransporter of(TcpOptions options) {
        return new TcpTransporter(Objects.requireNonNull(options, "options"));
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
     * How it behaves.
     *
     * @return the options
     */
    public TcpOptions options() {
        return options;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.REQUEST,
                Capability.EVENT,
                Capability.DEMAND,
                Capability.PAUSE,
                Capability.NO_LISTENER_KNOWN);
    }

    @Override
    public Class<? extends MessageContext> contextType() {
        return TcpContext.class;
    }

    @Override
    public void preload() {
        IoThreads.Kind.best(options.nativeTransport()).preload();
    }

    @Override
    public TransportServer newServer(ServerRuntime runtime) {
        checkServer();
        return new TcpServer(options, runtime);
    }

    @Override
    public TransportClient newClient(ClientRuntime runtime) {
        checkClient();
        return new TcpClient(options, runtime);
    }

    /** What only a server needs. */
    void checkServer() {
        if (options.tls() != null) {
            options.tls().forListening();
        }
    }

    /** What only a client needs. */
    void checkClient() {
        OptionCheck.that(
                options.addresses().stream().noneMatch(address -> address.getPort() == 0),
                options.addresses().size() == 1 ? "port" : "addresses",
                options.addresses().size() == 1 ? 0 : options.addresses(),
                "from 1 to 65535 for a client: the one that the service listens on");
    }

    /** The id and the addresses. */
    @Override
    public String toString() {
        return ID + " " + options.addresses().stream().map(Listening::text).collect(Collectors.joining(", "));
    }

    /** Builds a transporter. Used by one thread. Each option says in {@link TcpOptions} what it means. */
    public static final class Builder {
        private String host = TcpOptions.DEFAULT_HOST;
        private int port = TcpOptions.DEFAULT_PORT;
        private List<InetSocketAddress> addresses = List.of();
        private int startRetries;
        private @Nullable Tls tls;
        private TcpFraming framing = TcpFraming.NEST;
        private int maxFrameBytes = TcpOptions.DEFAULT_MAX_FRAME_BYTES;
        private Duration partialFrameTimeout = TcpOptions.DEFAULT_PARTIAL_FRAME_TIMEOUT;
        private long maxUnsentBytes = TcpOptions.DEFAULT_MAX_UNSENT_BYTES;
        private Duration idleTimeout = TcpOptions.DEFAULT_IDLE_TIMEOUT;
        private int maxConnections = TcpOptions.DEFAULT_MAX_CONNECTIONS;
        private Duration connectTimeout = TcpOptions.DEFAULT_CONNECT_TIMEOUT;
        private Backoff backoff = Backoff.DEFAULT;
        private int maxWaitingMessages = TcpOptions.DEFAULT_MAX_WAITING_MESSAGES;
        private TcpKeepAlive keepAlive = TcpKeepAlive.DEFAULT;
        private int ioThreads;
        private boolean nativeTransport = true;

        private Builder() {}

        /**
         * Sets the host to listen on or to connect to. Default: {@link TcpOptions#DEFAULT_HOST}.
         *
         * @param name a name or an address; {@code 0.0.0.0} listens on all
         * @return this builder
         */
        public Builder host(String name) {
            this.host = name;
            return this;
        }

        /**
         * Sets the port. Default: {@link TcpOptions#DEFAULT_PORT}.
         *
         * @param number from 0 to 65535; 0 lets a server find a free one, and is refused by clients
         * @return this builder
         */
        public Builder port(int number) {
            this.port = number;
            return this;
        }

        /**
         * Sets several addresses for a client, whose requests are spread over those that can be reached. Default: host and port.
         *
         * @param hostsAndPorts each as {@code host:port}
         * @return this builder
         */
        public Builder addresses(String... hostsAndPorts) {
            this.addresses = OptionCheck.list("addresses", hostsAndPorts).stream()
                    .map(Addresses::parse)
                    .toList();
            return this;
        }

        /**
         * Sets how often a server tries again where it cannot listen, at its start or later. Default: 0.
         *
         * @param retries 0 or more
         * @return this builder
         */
        public Builder startRetries(int retries) {
            this.startRetries = retries;
            return this;
        }

        /**
         * Sets how connections are encrypted. Default: not at all.
         *
         * @param value the TLS
         * @return this builder
         */
        public Builder tls(Tls value) {
            this.tls = OptionCheck.given("tls", value);
            return this;
        }

        /**
         * Sets how packets stand in the stream. Default: {@link TcpFraming#NEST}.
         *
         * @param value the framing
         * @return this builder
         */
        public Builder framing(TcpFraming value) {
            this.framing = value;
            return this;
        }

        /**
         * Sets the most bytes of a packet that comes in. Default: {@link TcpOptions#DEFAULT_MAX_FRAME_BYTES}.
         *
         * @param bytes at least 1
         * @return this builder
         */
        public Builder maxFrameBytes(int bytes) {
            this.maxFrameBytes = bytes;
            return this;
        }

        /**
         * Sets how long an incomplete frame may lie still. Default: {@link TcpOptions#DEFAULT_PARTIAL_FRAME_TIMEOUT}.
         *
         * @param timeout how long; 0 for ever
         * @return this builder
         */
        public Builder partialFrameTimeout(Duration timeout) {
            this.partialFrameTimeout = timeout;
            return this;
        }

        /**
         * Sets the most bytes that wait for a peer. Default: {@link TcpOptions#DEFAULT_MAX_UNSENT_BYTES}.
         *
         * @param bytes at least 1
         * @return this builder
         */
        public Builder maxUnsentBytes(long bytes) {
            this.maxUnsentBytes = bytes;
            return this;
        }

        /**
         * Sets how long a connection to a server may be idle. Default: {@link TcpOptions#DEFAULT_IDLE_TIMEOUT}.
         *
         * @param timeout how long; 0 for ever
         * @return this builder
         */
        public Builder idleTimeout(Duration timeout) {
            this.idleTimeout = timeout;
            return this;
        }

        /**
         * Sets how many connections a server has at a time. Default: {@link TcpOptions#DEFAULT_MAX_CONNECTIONS}.
         *
         * @param connections at least 1
         * @return this builder
         */
        public Builder maxConnections(int connections) {
            this.maxConnections = connections;
            return this;
        }

        /**
         * Sets how long connecting may take. Default: {@link TcpOptions#DEFAULT_CONNECT_TIMEOUT}.
         *
         * @param timeout more than 0
         * @return this builder
         */
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = timeout;
            return this;
        }

        /**
         * Sets the waits between attempts to connect again. Default: {@link Backoff#DEFAULT}.
         *
         * @param value the waits
         * @return this builder
         */
        public Builder backoff(Backoff value) {
            this.backoff = value;
            return this;
        }

        /**
         * Sets how many messages of a client wait for its connection. Default: {@link TcpOptions#DEFAULT_MAX_WAITING_MESSAGES}.
         *
         * @param messages 0 or more
         * @return this builder
         */
        public Builder maxWaitingMessages(int messages) {
            this.maxWaitingMessages = messages;
            return this;
        }

        /**
         * Sets how a peer that has vanished is noticed. Default: {@link TcpKeepAlive#DEFAULT}.
         *
         * @param value the times
         * @return this builder
         */
        public Builder keepAlive(TcpKeepAlive value) {
            this.keepAlive = value;
            return this;
        }

        /**
         * Sets the number of threads that read and write. Default: 0, which is one a processor for a server and one for a client.
         *
         * @param threads 0 or more
         * @return this builder
         */
        public Builder ioThreads(int threads) {
            this.ioThreads = threads;
            return this;
        }

        /**
         * Sets whether epoll or kqueue are used where they can be. Default: true.
         *
         * @param on false for Java's own sockets
         * @return this builder
         */
        public Builder nativeTransport(boolean on) {
            this.nativeTransport = on;
            return this;
        }

        /**
         * Checks the options.
         *
         * @return the transporter
         * @throws InvalidOptionException if an option has a value that it cannot have
         */
        public TcpTransporter build() {
            OptionCheck.host("host", host);
            OptionCheck.port("port", port, "where 0 lets a server find a free one");
            var places = addresses.isEmpty() ? List.of(InetSocketAddress.createUnresolved(host, port)) : addresses;
            return new TcpTransporter(new TcpOptions(
                    places,
                    startRetries,
                    tls,
                    framing,
                    maxFrameBytes,
                    partialFrameTimeout,
                    maxUnsentBytes,
                    idleTimeout,
                    maxConnections,
                    connectTimeout,
                    backoff,
                    maxWaitingMessages,
                    keepAlive,
                    ioThreads,
                    nativeTransport));
        }
    }
}
