package dev.rookery.redis;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.transport.Backoff;
import dev.rookery.transport.Tls;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How Redis servers and clients behave. One object serves for both; each side looks at what concerns it.
 *
 * @param host where Redis runs; default {@code localhost}
 * @param port its port; default 6379
 * @param username whom to log in as; default null, the default user
 * @param password the password; default null, none
 * @param database the database of the keys that {@code claimRequests} writes; default 0. It does not separate channels: all databases of one
 *     Redis share them
 * @param tls how connections are encrypted; default null, not at all
 * @param connectionName what the connections are called in {@code CLIENT LIST}; default empty, not at all
 * @param connectTimeout how long making a connection may take; default 10 s
 * @param commandTimeout how long Redis may take for the answer to a command, logging in among them; beyond it the connection counts as lost.
 *     Default 10 s
 * @param keepAlive after how long without traffic a connection is probed, so that a peer that has vanished is noticed; default 30 s, 0 never
 * @param startRetries server: how often it tries again where it cannot connect at its start; default 0, never
 * @param backoff the waits between attempts to connect again after the connection was lost; there is no end to them
 * @param wildcards whether handlers may have patterns with the globs of Redis; default false, they are plain texts then
 * @param claimRequests server: whether replicas share requests, each claimed by one of them in Redis; default false, each handles every request,
 *     as in Nest
 * @param claimPrefix server: what the keys of claims begin with; replicas of one service have the same. Default {@code rookery:claim:}
 * @param claimTime server: how long Redis remembers a claim; longer than any replica may lag behind another. Default 30 s
 * @param maxReplyChannels client: how many reply channels it stays subscribed to; beyond it the one that was used longest ago goes, if nothing is
 *     pending there. Default 1,024
 * @param maxWaitingMessages how many messages may wait for the connection, and how many publications may be unanswered by Redis; default
 *     16,384. Beyond it a client's messages fail, and a server's replies are dropped
 * @param redisUri changes the driver's own address, for sentinels and what else has no option here; default leaves it
 * @param clientOptions changes the driver's own options; default leaves them
 */
public record RedisOptions(
        String host,
        int port,
        @Nullable String username,
        @Nullable String password,
        int database,
        @Nullable Tls tls,
        String connectionName,
        Duration connectTimeout,
        Duration commandTimeout,
        Duration keepAlive,
        int startRetries,
        Backoff backoff,
        boolean wildcards,
        boolean claimRequests,
        String claimPrefix,
        Duration claimTime,
        int maxReplyChannels,
        int maxWaitingMessages,
        UnaryOperator<RedisURI> redisUri,
        UnaryOperator<ClientOptions.Builder> clientOptions) {
    /** The default host. */
    public static final String DEFAULT_HOST = "localhost";

    /** The default port. */
    public static final int DEFAULT_PORT = 6379;

    /** The default of {@link #connectTimeout}. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** The default of {@link #commandTimeout}. */
    public static final Duration DEFAULT_COMMAND_TIMEOUT = Duration.ofSeconds(10);

    /** The default of {@link #keepAlive}. */
    public static final Duration DEFAULT_KEEP_ALIVE = Duration.ofSeconds(30);

    /** The default of {@link #claimPrefix}. */
    public static final String DEFAULT_CLAIM_PREFIX = "rookery:claim:";

    /** The default of {@link #claimTime}. */
    public static final Duration DEFAULT_CLAIM_TIME = Duration.ofSeconds(30);

    /** The default of {@link #maxReplyChannels}. */
    public static final int DEFAULT_MAX_REPLY_CHANNELS = 1_024;

    /** The default of {@link #maxWaitingMessages}. */
    public static final int DEFAULT_MAX_WAITING_MESSAGES = 16_384;

    private static final int MAX_PORT = 65_535;

    /** Checks the options. */
    public RedisOptions {
        require(!host.isBlank(), "host", '"' + host + '"', "a name or an address");
        require(port >= 1 && port <= MAX_PORT, "port", port, "from 1 to " + MAX_PORT);
        require(
                username == null || password != null,
                "password",
                "null",
                "the password of the user " + username + ", since a username is given");
        require(database >= 0, "database", database, ">= 0");
        Objects.requireNonNull(connectionName, "connectionName");
        require(
                connectionName.chars().allMatch(each -> each > ' ' && each < 0x7f),
                "connectionName",
                '"' + connectionName + '"',
                "printable ASCII without spaces, or nothing");
        if (tls != null) {
            tls.forConnecting();
        }
        requireLimit("connectTimeout", connectTimeout);
        requireLimit("commandTimeout", commandTimeout);
        requireTime("keepAlive", keepAlive, "where 0 never probes");
        require(startRetries >= 0, "startRetries", startRetries, ">= 0, where 0 never tries again");
        Objects.requireNonNull(backoff, "backoff");
        require(!claimPrefix.isEmpty(), "claimPrefix", "\"\"", "a text that no other keys begin with");
        requireLimit("claimTime", claimTime);
        require(maxReplyChannels >= 1, "maxReplyChannels", maxReplyChannels, ">= 1");
        require(maxWaitingMessages >= 1, "maxWaitingMessages", maxWaitingMessages, ">= 1");
        Objects.requireNonNull(redisUri, "redisUri");
        Objects.requireNonNull(clientOptions, "clientOptions");
    }

    private static void requireLimit(String option, Duration value) {
        require(value.toMillis() >= 1 && value.toMillis() <= Integer.MAX_VALUE, option, value, "from 1 ms to 24 days");
    }

    private static void requireTime(String option, Duration value, String zero) {
        require(!value.isNegative(), option, value, ">= 0, " + zero);
    }

    private static void require(boolean holds, String option, Object value, String expected) {
        if (!holds) {
            throw new InvalidOptionException(option, value, expected);
        }
    }

    /** Host and port, for messages. */
    String address() {
        return host + ":" + port;
    }

    /** Where and how, without the password. */
    @Override
    public String toString() {
        return "RedisOptions[" + address() + (username == null ? "" : ", username=" + username) + ", database="
                + database + (tls == null ? "" : ", TLS") + ", wildcards=" + wildcards + ", claimRequests="
                + claimRequests + "]";
    }
}
