package dev.rookery.redis;

import dev.rookery.error.InvalidOptionException;
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
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Services and clients that speak to each other, and to Nest's, over the pub/sub of Redis: {@code RedisTransporter.builder().host("redis").build()}.
 *
 * <p>An immutable value; the same one starts servers and clients. Without any option it is {@code localhost:6379}.
 */
public final class RedisTransporter implements Transporter {
    /** The id of this transport. */
    public static final String ID = "redis";

    private final RedisOptions options;

    private RedisTransporter(RedisOptions options) {
        this.options = options;
    }

    /**
     * Makes a transporter of options.
     *
     * @param options the options
     * @return the transporter
     */
    public static RedisTransporter of(RedisOptions options) {
        return new RedisTransporter(Objects.requireNonNull(options, "options"));
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
    public RedisOptions options() {
        return options;
    }

    @Override
    public String id() {
        return ID;
    }

    /** {@inheritDoc} Wildcards and shared work are there where the options turn them on. */
    @Override
    public Set<Capability> capabilities() {
        var capabilities = EnumSet.of(Capability.REQUEST, Capability.EVENT, Capability.NO_LISTENER_KNOWN);
        if (options.wildcards()) {
            capabilities.add(Capability.WILDCARDS);
        }
        if (options.claimRequests()) {
            capabilities.add(Capability.SHARED_WORK);
        }
        return capabilities;
    }

    @Override
    public Optional<WildcardSyntax> wildcards() {
        return options.wildcards() ? Optional.of(WildcardSyntax.REDIS) : Optional.empty();
    }

    @Override
    public Class<? extends MessageContext> contextType() {
        return RedisContext.class;
    }

    @Override
    public TransportServer newServer(ServerRuntime runtime) {
        return new RedisServer(options, runtime);
    }

    @Override
    public TransportClient newClient(ClientRuntime runtime) {
        return new RedisClientSide(options, runtime);
    }

    /** The id and the address. */
    @Override
    public String toString() {
        return ID + " " + options.address();
    }

    /** Builds a transporter. Used by one thread. Each option says in {@link RedisOptions} what it means. */
    public static final class Builder {
        private String host = RedisOptions.DEFAULT_HOST;
        private int port = RedisOptions.DEFAULT_PORT;
        private int database;
        private @Nullable Tls tls;
        private @Nullable String connectionName;
        private Duration connectTimeout = RedisOptions.DEFAULT_CONNECT_TIMEOUT;
        private Duration commandTimeout = RedisOptions.DEFAULT_COMMAND_TIMEOUT;
        private Duration keepAlive = RedisOptions.DEFAULT_KEEP_ALIVE;
        private Backoff backoff = Backoff.DEFAULT;
        private boolean wildcards;
        private boolean claimRequests;
        private String claimPrefix = RedisOptions.DEFAULT_CLAIM_PREFIX;
        private Duration claimTime = RedisOptions.DEFAULT_CLAIM_TIME;
        private int maxReplyChannels = RedisOptions.DEFAULT_MAX_REPLY_CHANNELS;
        private int maxWaitingMessages = RedisOptions.DEFAULT_MAX_WAITING_MESSAGES;
        private UnaryOperator<RedisURI> redisUri = UnaryOperator.identity();
        private UnaryOperator<ClientOptions.Builder> driver = UnaryOperator.identity();
        private @Nullable String username;
        private @Nullable String password;
        private int startRetries;

        private Builder() {}

        /**
         * Sets where Redis runs. Default: {@code localhost}.
         *
         * @param name a name or an address
         * @return this builder
         */
        public Builder host(String name) {
            this.host = name;
            return this;
        }

        /**
         * Sets the port of Redis. Default: 6379.
         *
         * @param number from 1 to 65535
         * @return this builder
         */
        public Builder port(int number) {
            this.port = number;
            return this;
        }

        /**
         * Sets the database of claims. Default: 0. It does not separate channels.
         *
         * @param number 0 or more
         * @return this builder
         */
        public Builder database(int number) {
            this.database = number;
            return this;
        }

        /**
         * Encrypts connections. Default: they are not.
         *
         * @param value the certificates
         * @return this builder
         */
        public Builder tls(Tls value) {
            this.tls = OptionCheck.given("tls", value);
            return this;
        }

        /**
         * Sets what the connections are called in {@code CLIENT LIST}. Default: nothing.
         *
         * @param name printable ASCII without spaces
         * @return this builder
         */
        public Builder connectionName(String name) {
            this.connectionName = OptionCheck.given("connectionName", name);
            return this;
        }

        /**
         * Sets how long making a connection may take. Default: 10 s.
         *
         * @param limit more than 0
         * @return this builder
         */
        public Builder connectTimeout(Duration limit) {
            this.connectTimeout = limit;
            return this;
        }

        /**
         * Sets how long Redis may take for the answer to a command. Default: 10 s.
         *
         * @param limit more than 0
         * @return this builder
         */
        public Builder commandTimeout(Duration limit) {
            this.commandTimeout = limit;
            return this;
        }

        /**
         * Sets after how long without traffic a connection is probed. Default: 30 s.
         *
         * @param idle the time; 0 never probes
         * @return this builder
         */
        public Builder keepAlive(Duration idle) {
            this.keepAlive = idle;
            return this;
        }

        /**
         * Sets the waits between attempts to connect again. Default: {@link Backoff#DEFAULT}.
         *
         * @param waits the waits
         * @return this builder
         */
        public Builder backoff(Backoff waits) {
            this.backoff = waits;
            return this;
        }

        /**
         * Sets whether handlers may have patterns with the globs of Redis. Default: false.
         *
         * @param on true for globs
         * @return this builder
         */
        public Builder wildcards(boolean on) {
            this.wildcards = on;
            return this;
        }

        /**
         * Sets whether replicas of a server share its requests. Default: false, each handles every request.
         *
         * @param on true to share
         * @return this builder
         */
        public Builder claimRequests(boolean on) {
            this.claimRequests = on;
            return this;
        }

        /**
         * Sets what the keys of claims begin with. Default: {@code rookery:claim:}.
         *
         * @param prefix the same for all replicas of a service
         * @return this builder
         */
        public Builder claimPrefix(String prefix) {
            this.claimPrefix = prefix;
            return this;
        }

        /**
         * Sets how long Redis remembers a claim. Default: 30 s.
         *
         * @param time longer than any replica may lag behind another
         * @return this builder
         */
        public Builder claimTime(Duration time) {
            this.claimTime = time;
            return this;
        }

        /**
         * Sets how many reply channels a client stays subscribed to. Default: 1,024.
         *
         * @param channels 1 or more
         * @return this builder
         */
        public Builder maxReplyChannels(int channels) {
            this.maxReplyChannels = channels;
            return this;
        }

        /**
         * Sets how many messages may wait for the connection, and for the answer of Redis. Default: 16,384.
         *
         * @param messages 1 or more
         * @return this builder
         */
        public Builder maxWaitingMessages(int messages) {
            this.maxWaitingMessages = messages;
            return this;
        }

        /**
         * Changes the address that the driver gets, for sentinels and what else has no option here. Default: it is left.
         *
         * @param change takes the one that the options make, and gives the one to use
         * @return this builder
         */
        public Builder redisUri(UnaryOperator<RedisURI> change) {
            this.redisUri = change;
            return this;
        }

        /**
         * Changes the driver's own options. Default: they are left. Leave {@code autoReconnect} off: connecting again is not the driver's part here.
         *
         * @param change takes those that the options make, and gives those to use
         * @return this builder
         */
        public Builder driver(UnaryOperator<ClientOptions.Builder> change) {
            this.driver = change;
            return this;
        }

        /**
         * Logs in as the default user. Default: without a password.
         *
         * @param secret the password
         * @return this builder
         */
        public Builder password(String secret) {
            this.password = OptionCheck.given("password", secret);
            return this;
        }

        /**
         * Sets whom to log in as. Default: the default user.
         *
         * @param user the user's name, which needs a password beside it
         * @return this builder
         */
        public Builder username(String user) {
            this.username = OptionCheck.given("username", user);
            return this;
        }

        /**
         * Logs in. Default: as the default user, without a password.
         *
         * @param user the name
         * @param secret the password
         * @return this builder
         */
        public Builder login(String user, String secret) {
            this.username = OptionCheck.given("username", user);
            return password(secret);
        }

        /**
         * Sets how often a server tries again where it cannot connect at its start. Default: 0.
         *
         * @param retries 0 or more
         * @return this builder
         */
        public Builder startRetries(int retries) {
            this.startRetries = retries;
            return this;
        }

        /**
         * Checks the options.
         *
         * @return the transporter
         * @throws InvalidOptionException if an option has a value that it cannot have
         */
        public RedisTransporter build() {
            return new RedisTransporter(new RedisOptions(
                    host,
                    port,
                    username,
                    password,
                    database,
                    tls,
                    connectionName,
                    connectTimeout,
                    commandTimeout,
                    keepAlive,
                    startRetries,
                    backoff,
                    wildcards,
                    claimRequests,
                    claimPrefix,
                    claimTime,
                    maxReplyChannels,
                    maxWaitingMessages,
                    redisUri,
                    driver));
        }
    }
}
