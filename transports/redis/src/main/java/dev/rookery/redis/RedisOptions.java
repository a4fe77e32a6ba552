package dev.rookery.redis;

import dev.rookery.internal.OptionCheck;
import dev.rookery.transport.Backoff;
import dev.rookery.transport.Tls;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import java.time.Duration;
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
 * @param connectionName what the connections are called in {@code CLIENT LIST}; default null, not at all
 * @param connectTimeout how long making a connection may take; default 10 s
 * @param commandTimeout how long Redis may take for the answer to a command, logging in among them; beyond it the connection counts as lost.
 *     Default 10 s
 * @param keepAlive after how long without traffic a connection is probed, in whole seconds, so that a peer that has vanished is noticed; default 30 s, 0 never
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
 * @param driver changes the driver's own options; default leaves them
 */
public record RedisOptions(
        String host,
        int port,
        @Nullable String username,
        @Nullable String password,
        int database,
        @Nullable Tls tls,
        @Nullable String connectionName,
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
        UnaryOperator<ClientOptions.Builder> driver) {
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
    private static final int MOST_KEEP_ALIVE_SECONDS = 32_767;

    /** Checks the options. */
    public RedisOptions {
        OptionCheck.host("host", host);
        OptionCheck.between("port", port, 1, MAX_PORT);
        OptionCheck.that(
                username == null || password != null,
                "password",
                "null",
                "the password of the user " + username + ", since a username is given");
        OptionCheck.atLeast("database", database, 0);
        OptionCheck.that(
                connectionName == null
                        || (!connectionName.isEmpty()
                                && connectionName.chars().allMatch(each -> each > ' ' && each < 0x7f)),
                "connectionName",
                '"' + connectionName + '"',
                "printable ASCII without spaces");
        if (tls != null) {
            tls.forConnecting();
        }
        OptionCheck.time("connectTimeout", connectTimeout);
        OptionCheck.time("commandTimeout", commandTimeout);
        OptionCheck.seconds("keepAlive", keepAlive, 0, MOST_KEEP_ALIVE_SECONDS);
        OptionCheck.notNegative("startRetries", startRetries, "where 0 never tries again");
        OptionCheck.given("backoff", backoff);
        OptionCheck.that(
                !OptionCheck.given("claimPrefix", claimPrefix).isEmpty(),
                "claimPrefix",
                "\"\"",
                "a text that no other keys begin with");
        OptionCheck.time("claimTime", claimTime);
        OptionCheck.atLeast("maxReplyChannels", maxReplyChannels, 1);
        OptionCheck.atLeast("maxWaitingMessages", maxWaitingMessages, 1);
        OptionCheck.given("redisUri", redisUri);
        OptionCheck.given("driver", driver);
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
