package dev.rookery.nats;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.transport.Backoff;
import dev.rookery.transport.Tls;
import io.nats.client.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How NATS servers and clients behave. One object serves for both; each side looks at what concerns it.
 *
 * @param servers where the servers of NATS listen, as {@code nats://host:4222}, or {@code tls://…}; default {@value #DEFAULT_SERVER}
 * @param queue server: the queue group of all handlers that name none by {@link NatsQueue}, so that of several replicas one gets a message;
 *     default null, none, so that each replica gets each message
 * @param headers client: headers of every request and event; those of a dispatch hook and of a record go before them; default none
 * @param name the name of the connection, as the server's monitoring shows it; default null, none
 * @param user the user's name; default null
 * @param password the user's password; default null
 * @param token the token, in place of user and password; default null
 * @param credentials a file with a user's JWT and NKey seed; default null
 * @param tls what connections are encrypted with; default null, which is the JVM's own where an address begins with {@code tls:}, else nothing
 * @param inboxPrefix what the subjects begin with that replies come to; default {@value #DEFAULT_INBOX_PREFIX}
 * @param noEcho whether a connection gets nothing that it published itself; default false
 * @param connectTimeout how long one attempt to connect may take; default 5 s
 * @param pingInterval how often a quiet connection is tried; default 2 minutes
 * @param maxPingsOut how many of these may be unanswered before the connection counts as lost; default 2
 * @param startRetries server: how often it tries again where it cannot connect at the start; default 0, never
 * @param maxReconnectAttempts how often a lost connection is tried again before the driver gives up, after which a server or the next call
 *     begins anew; default {@link Integer#MAX_VALUE}, without end
 * @param backoff the waits between all these attempts; default 100 ms to 2 s
 * @param maxWaitingMessages how many messages may wait while there is no connection; default 16,384
 * @param driver changes the driver's own options, for all that has no name here; default none. Listeners that it sets are told too
 */
public record NatsOptions(
        List<String> servers,
        @Nullable String queue,
        Map<String, String> headers,
        @Nullable String name,
        @Nullable String user,
        @Nullable String password,
        @Nullable String token,
        @Nullable Path credentials,
        @Nullable Tls tls,
        String inboxPrefix,
        boolean noEcho,
        Duration connectTimeout,
        Duration pingInterval,
        int maxPingsOut,
        int startRetries,
        int maxReconnectAttempts,
        Backoff backoff,
        int maxWaitingMessages,
        UnaryOperator<Options.Builder> driver) {
    /** The default of {@link #servers}, as Nest's. */
    public static final String DEFAULT_SERVER = "nats://localhost:4222";

    /** The default of {@link #inboxPrefix}. */
    public static final String DEFAULT_INBOX_PREFIX = "_INBOX.";

    /** The default of {@link #connectTimeout}. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** The default of {@link #pingInterval}. */
    public static final Duration DEFAULT_PING_INTERVAL = Duration.ofMinutes(2);

    /** The default of {@link #maxPingsOut}. */
    public static final int DEFAULT_MAX_PINGS_OUT = 2;

    /** The default of {@link #backoff}: short enough to be back within seconds of the server's return. */
    public static final Backoff DEFAULT_BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), 0.5);

    /** The default of {@link #maxWaitingMessages}. */
    public static final int DEFAULT_MAX_WAITING_MESSAGES = 16_384;

    /** Checks the options. */
    public NatsOptions {
        servers = List.copyOf(servers);
        headers = Map.copyOf(headers);
        require(!servers.isEmpty(), "servers", servers, "at least one");
        require(servers.stream().noneMatch(String::isBlank), "servers", servers, "an address each");
        require(queue == null || isWord(queue), "queue", queue, "a name without spaces");
        headers.forEach(HeaderText::check);
        require(
                isWord(inboxPrefix) && inboxPrefix.endsWith("."),
                "inboxPrefix",
                inboxPrefix,
                "words that end in a dot");
        if (tls != null) {
            tls.forConnecting();
        }
        require(connectTimeout.isPositive(), "connectTimeout", connectTimeout, "> 0");
        require(pingInterval.isPositive(), "pingInterval", pingInterval, "> 0");
        require(maxPingsOut >= 1, "maxPingsOut", maxPingsOut, ">= 1");
        require(startRetries >= 0, "startRetries", startRetries, ">= 0, where 0 never tries again");
        require(maxReconnectAttempts >= 0, "maxReconnectAttempts", maxReconnectAttempts, ">= 0");
        Objects.requireNonNull(backoff, "backoff");
        require(maxWaitingMessages >= 0, "maxWaitingMessages", maxWaitingMessages, ">= 0");
        Objects.requireNonNull(driver, "driver");
        require(password == null || user != null, "user", user, "a name beside the password");
        require(token == null || user == null, "token", "…", "a token, or user and password, not both");
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && text.chars().noneMatch(letter -> letter <= ' ' || letter == '*' || letter == '>');
    }

    private static void require(boolean holds, String option, @Nullable Object value, String expected) {
        if (!holds) {
            throw new InvalidOptionException(option, value, expected);
        }
    }

    /** The addresses, without what stands before an at sign. */
    String shownServers() {
        return servers.stream().map(NatsOptions::shown).collect(Collectors.joining(", "));
    }

    static String shown(String address) {
        return address.replaceAll("(^|//)[^/@\\s]*@", "$1");
    }

    /** Tells nothing that is secret. */
    @Override
    public String toString() {
        return "NatsOptions[servers=" + shownServers() + ", queue=" + queue + ", name=" + name + ", user=" + user + "]";
    }
}
