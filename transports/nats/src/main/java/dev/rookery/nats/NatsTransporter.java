package dev.rookery.nats;

import dev.rookery.internal.OptionCheck;
import dev.rookery.pattern.WildcardSyntax;
import dev.rookery.transport.Backoff;
import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.MessageContext;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.Tls;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.Transporter;
import io.nats.client.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Services and clients that speak to each other, and to Nest's, over NATS: {@code NatsTransporter.builder().servers("nats://localhost:4222").build()}.
 *
 * <p>An immutable value; the same one starts servers and clients. Without any option it is {@code nats://localhost:4222}.
 */
public final class NatsTransporter implements Transporter {
    /** The id of this transport. */
    public static final String ID = "nats";

    private final NatsOptions options;

    private NatsTransporter(NatsOptions options) {
        this.options = options;
    }

    /**
     * Makes a transporter of options.
     *
     * @param options the options
     * @return the transporter
     */
    public static NatsTransporter of(NatsOptions options) {
        return new NatsTransporter(Objects.requireNonNull(options, "options"));
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
    public NatsOptions options() {
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
                Capability.WILDCARDS,
                Capability.HEADERS,
                Capability.NO_LISTENER_KNOWN,
                Capability.SHARED_WORK);
    }

    @Override
    public Optional<WildcardSyntax> wildcards() {
        return Optional.of(WildcardSyntax.NATS);
    }

    @Override
    public Class<? extends MessageContext> contextType() {
        return NatsContext.class;
    }

    @Override
    public TransportServer newServer(ServerRuntime runtime) {
        return new NatsServer(options, runtime);
    }

    @Override
    public TransportClient newClient(ClientRuntime runtime) {
        return new NatsClient(options, runtime);
    }

    /** The servers, without user and password. */
    @Override
    public String toString() {
        return options.shownServers();
    }

    /** Builds a transporter. Used by one thread. Each option says in {@link NatsOptions} what it means. */
    public static final class Builder {
        private List<String> servers = List.of(NatsOptions.DEFAULT_SERVER);
        private @Nullable String queue;
        private Map<String, String> headers = Map.of();
        private @Nullable String connectionName;
        private @Nullable String username;
        private @Nullable String password;
        private @Nullable String token;
        private @Nullable Path credentialsFile;
        private @Nullable Tls tls;
        private String inboxPrefix = NatsOptions.DEFAULT_INBOX_PREFIX;
        private boolean noEcho;
        private Duration connectTimeout = NatsOptions.DEFAULT_CONNECT_TIMEOUT;
        private Duration pingInterval = NatsOptions.DEFAULT_PING_INTERVAL;
        private int maxPingsOut = NatsOptions.DEFAULT_MAX_PINGS_OUT;
        private int startRetries;
        private int maxReconnectAttempts = Integer.MAX_VALUE;
        private Backoff backoff = Backoff.DEFAULT;
        private int maxWaitingMessages = NatsOptions.DEFAULT_MAX_WAITING_MESSAGES;
        private UnaryOperator<Options.Builder> driver = UnaryOperator.identity();

        private Builder() {}

        /**
         * Sets where the servers of NATS listen. Default: {@link NatsOptions#DEFAULT_SERVER}.
         *
         * @param addresses each as {@code nats://host:4222} or {@code tls://host:4222}
         * @return this builder
         */
        public Builder servers(String... addresses) {
            servers = OptionCheck.list("servers", addresses);
            return this;
        }

        /**
         * Sets the queue group of a server. Default: none.
         *
         * @param group a name, the same for all replicas
         * @return this builder
         */
        public Builder queue(String group) {
            queue = OptionCheck.given("queue", group);
            return this;
        }

        /**
         * Sets headers of every request and event of a client. Default: none.
         *
         * @param ofAll names and texts
         * @return this builder
         */
        public Builder headers(Map<String, String> ofAll) {
            headers = ofAll;
            return this;
        }

        /**
         * Sets the name of the connection. Default: none.
         *
         * @param ofConnection the name
         * @return this builder
         */
        public Builder connectionName(String ofConnection) {
            connectionName = OptionCheck.given("connectionName", ofConnection);
            return this;
        }

        /**
         * Sets whom to log in as. Default: nobody.
         *
         * @param user the user's name, which needs a password beside it
         * @return this builder
         */
        public Builder username(String user) {
            username = OptionCheck.given("username", user);
            return this;
        }

        /**
         * Sets the password. Default: none.
         *
         * @param secret the password of the user
         * @return this builder
         */
        public Builder password(String secret) {
            password = OptionCheck.given("password", secret);
            return this;
        }

        /**
         * Sets user and password. Default: none.
         *
         * @param user the user's name
         * @param secret the password
         * @return this builder
         */
        public Builder login(String user, String secret) {
            username = OptionCheck.given("username", user);
            password = OptionCheck.given("password", secret);
            return this;
        }

        /**
         * Sets the token. Default: none.
         *
         * @param secret the token
         * @return this builder
         */
        public Builder token(String secret) {
            token = OptionCheck.given("token", secret);
            return this;
        }

        /**
         * Sets the file with a user's JWT and NKey seed. Default: none.
         *
         * @param file a file as {@code nsc} writes it
         * @return this builder
         */
        public Builder credentialsFile(Path file) {
            credentialsFile = OptionCheck.given("credentialsFile", file);
            return this;
        }

        /**
         * Sets what connections are encrypted with. Default: see {@link NatsOptions#tls}.
         *
         * @param value the TLS
         * @return this builder
         */
        public Builder tls(Tls value) {
            tls = OptionCheck.given("tls", value);
            return this;
        }

        /**
         * Sets what the subjects of replies begin with. Default: {@link NatsOptions#DEFAULT_INBOX_PREFIX}.
         *
         * @param prefix one word or several, with a dot at the end
         * @return this builder
         */
        public Builder inboxPrefix(String prefix) {
            inboxPrefix = OptionCheck.given("inboxPrefix", prefix);
            return this;
        }

        /**
         * Sets whether a connection gets nothing that it published itself. Default: false.
         *
         * @param on true for nothing
         * @return this builder
         */
        public Builder noEcho(boolean on) {
            noEcho = on;
            return this;
        }

        /**
         * Sets how long one attempt to connect may take. Default: {@link NatsOptions#DEFAULT_CONNECT_TIMEOUT}.
         *
         * @param timeout more than 0
         * @return this builder
         */
        public Builder connectTimeout(Duration timeout) {
            connectTimeout = timeout;
            return this;
        }

        /**
         * Sets how a server that has vanished is noticed. Default: {@link NatsOptions#DEFAULT_PING_INTERVAL}, {@link NatsOptions#DEFAULT_MAX_PINGS_OUT}.
         *
         * @param interval how often a quiet connection is tried
         * @param maxUnanswered how many of these may be unanswered
         * @return this builder
         */
        public Builder ping(Duration interval, int maxUnanswered) {
            pingInterval = interval;
            maxPingsOut = maxUnanswered;
            return this;
        }

        /**
         * Sets how often a server tries again where it cannot connect at the start. Default: 0.
         *
         * @param retries 0 or more
         * @return this builder
         */
        public Builder startRetries(int retries) {
            startRetries = retries;
            return this;
        }

        /**
         * Sets how often a lost connection is tried again. Default: without end.
         *
         * @param attempts 0 or more
         * @return this builder
         */
        public Builder maxReconnectAttempts(int attempts) {
            maxReconnectAttempts = attempts;
            return this;
        }

        /**
         * Sets the waits between attempts. Default: {@link Backoff#DEFAULT}.
         *
         * @param value the waits
         * @return this builder
         */
        public Builder backoff(Backoff value) {
            backoff = value;
            return this;
        }

        /**
         * Sets how many messages may wait while there is no connection. Default: {@link NatsOptions#DEFAULT_MAX_WAITING_MESSAGES}.
         *
         * @param messages 0 or more
         * @return this builder
         */
        public Builder maxWaitingMessages(int messages) {
            maxWaitingMessages = messages;
            return this;
        }

        /**
         * Changes the driver's own options, after those that have a name here. Default: none.
         *
         * @param change given the driver's builder
         * @return this builder
         */
        public Builder driver(UnaryOperator<Options.Builder> change) {
            driver = change;
            return this;
        }

        /**
         * Checks the options.
         *
         * @return the transporter
         * @throws dev.rookery.error.InvalidOptionException if an option has a value that it cannot have
         */
        public NatsTransporter build() {
            return new NatsTransporter(new NatsOptions(
                    servers,
                    queue,
                    headers,
                    connectionName,
                    username,
                    password,
                    token,
                    credentialsFile,
                    tls,
                    inboxPrefix,
                    noEcho,
                    connectTimeout,
                    pingInterval,
                    maxPingsOut,
                    startRetries,
                    maxReconnectAttempts,
                    backoff,
                    maxWaitingMessages,
                    driver));
        }
    }
}
