package dev.rookery.redis;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.transport.Backoff;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Builds a transporter. Used by one thread. Each option says in {@link RedisOptions} what it means. */
public final class RedisTransporterBuilder {
    private String host = RedisOptions.DEFAULT_HOST;
    private int port = RedisOptions.DEFAULT_PORT;
    private int database;
    private @Nullable RedisTls tls;
    private String connectionName = "";
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
    private UnaryOperator<ClientOptions.Builder> clientOptions = UnaryOperator.identity();
    private @Nullable String username;
    private @Nullable String password;
    private int listenAttempts = RedisOptions.DEFAULT_LISTEN_ATTEMPTS;
    private Duration listenDelay = RedisOptions.DEFAULT_LISTEN_DELAY;

    RedisTransporterBuilder() {}

    /**
     * Sets where Redis runs. Default: {@code localhost}.
     *
     * @param name a name or an address
     * @return this builder
     */
    public RedisTransporterBuilder host(String name) {
        this.host = Objects.requireNonNull(name, "name");
        return this;
    }

    /**
     * Sets the port of Redis. Default: 6379.
     *
     * @param number from 1 to 65535
     * @return this builder
     */
    public RedisTransporterBuilder port(int number) {
        this.port = number;
        return this;
    }

    /**
     * Sets the database of claims. Default: 0. It does not separate channels.
     *
     * @param number 0 or more
     * @return this builder
     */
    public RedisTransporterBuilder database(int number) {
        this.database = number;
        return this;
    }

    /**
     * Encrypts connections. Default: they are not.
     *
     * @param value the certificates
     * @return this builder
     */
    public RedisTransporterBuilder tls(RedisTls value) {
        this.tls = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Sets what the connections are called in {@code CLIENT LIST}. Default: nothing.
     *
     * @param name printable ASCII without spaces
     * @return this builder
     */
    public RedisTransporterBuilder connectionName(String name) {
        this.connectionName = Objects.requireNonNull(name, "name");
        return this;
    }

    /**
     * Sets how long making a connection may take. Default: 10 s.
     *
     * @param limit more than 0
     * @return this builder
     */
    public RedisTransporterBuilder connectTimeout(Duration limit) {
        this.connectTimeout = Objects.requireNonNull(limit, "limit");
        return this;
    }

    /**
     * Sets how long Redis may take for the answer to a command. Default: 10 s.
     *
     * @param limit more than 0
     * @return this builder
     */
    public RedisTransporterBuilder commandTimeout(Duration limit) {
        this.commandTimeout = Objects.requireNonNull(limit, "limit");
        return this;
    }

    /**
     * Sets after how long without traffic a connection is probed. Default: 30 s.
     *
     * @param idle the time; 0 never probes
     * @return this builder
     */
    public RedisTransporterBuilder keepAlive(Duration idle) {
        this.keepAlive = Objects.requireNonNull(idle, "idle");
        return this;
    }

    /**
     * Sets the waits between attempts to connect again. Default: {@link Backoff#DEFAULT}.
     *
     * @param waits the waits
     * @return this builder
     */
    public RedisTransporterBuilder backoff(Backoff waits) {
        this.backoff = Objects.requireNonNull(waits, "waits");
        return this;
    }

    /**
     * Sets whether handlers may have patterns with the globs of Redis. Default: false.
     *
     * @param on true for globs
     * @return this builder
     */
    public RedisTransporterBuilder wildcards(boolean on) {
        this.wildcards = on;
        return this;
    }

    /**
     * Sets whether replicas of a server share its requests. Default: false, each handles every request.
     *
     * @param on true to share
     * @return this builder
     */
    public RedisTransporterBuilder claimRequests(boolean on) {
        this.claimRequests = on;
        return this;
    }

    /**
     * Sets what the keys of claims begin with. Default: {@code rookery:claim:}.
     *
     * @param prefix the same for all replicas of a service
     * @return this builder
     */
    public RedisTransporterBuilder claimPrefix(String prefix) {
        this.claimPrefix = Objects.requireNonNull(prefix, "prefix");
        return this;
    }

    /**
     * Sets how long Redis remembers a claim. Default: 30 s.
     *
     * @param time longer than any replica may lag behind another
     * @return this builder
     */
    public RedisTransporterBuilder claimTime(Duration time) {
        this.claimTime = Objects.requireNonNull(time, "time");
        return this;
    }

    /**
     * Sets how many reply channels a client stays subscribed to. Default: 1,024.
     *
     * @param channels 1 or more
     * @return this builder
     */
    public RedisTransporterBuilder maxReplyChannels(int channels) {
        this.maxReplyChannels = channels;
        return this;
    }

    /**
     * Sets how many messages may wait for the connection, and for the answer of Redis. Default: 16,384.
     *
     * @param messages 1 or more
     * @return this builder
     */
    public RedisTransporterBuilder maxWaitingMessages(int messages) {
        this.maxWaitingMessages = messages;
        return this;
    }

    /**
     * Changes the address that the driver gets, for sentinels and what else has no option here. Default: it is left.
     *
     * @param change takes the one that the options make, and gives the one to use
     * @return this builder
     */
    public RedisTransporterBuilder redisUri(UnaryOperator<RedisURI> change) {
        this.redisUri = Objects.requireNonNull(change, "change");
        return this;
    }

    /**
     * Changes the driver's own options. Default: they are left. Leave {@code autoReconnect} off: connecting again is not the driver's part here.
     *
     * @param change takes those that the options make, and gives those to use
     * @return this builder
     */
    public RedisTransporterBuilder clientOptions(UnaryOperator<ClientOptions.Builder> change) {
        this.clientOptions = Objects.requireNonNull(change, "change");
        return this;
    }

    /**
     * Logs in as the default user. Default: without a password.
     *
     * @param secret the password
     * @return this builder
     */
    public RedisTransporterBuilder password(String secret) {
        this.password = Objects.requireNonNull(secret, "secret");
        return this;
    }

    /**
     * Logs in. Default: as the default user, without a password.
     *
     * @param user the name
     * @param secret the password
     * @return this builder
     */
    public RedisTransporterBuilder credentials(String user, String secret) {
        this.username = Objects.requireNonNull(user, "user");
        return password(secret);
    }

    /**
     * Sets how often a server tries again to connect and subscribe at its start, and the wait before each attempt. Default: 0 attempts, 5 s.
     *
     * @param attempts 0 or more
     * @param delay 0 tries again at once
     * @return this builder
     */
    public RedisTransporterBuilder listenAgain(int attempts, Duration delay) {
        this.listenAttempts = attempts;
        this.listenDelay = Objects.requireNonNull(delay, "delay");
        return this;
    }

    /**
     * Checks the options.
     *
     * @return the transporter
     * @throws InvalidOptionException if an option has a value that it cannot have
     */
    public RedisTransporter build() {
        return RedisTransporter.of(new RedisOptions(
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
                listenAttempts,
                listenDelay,
                backoff,
                wildcards,
                claimRequests,
                claimPrefix,
                claimTime,
                maxReplyChannels,
                maxWaitingMessages,
                redisUri,
                clientOptions));
    }
}
