package dev.rookery.nats;

import dev.rookery.internal.OptionCheck;
import dev.rookery.transport.Backoff;
import dev.rookery.transport.Tls;
import io.nats.client.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How NATS servers and clients behave. One object serves for both; each side looks at what concerns it.
 *
 * @param servers where the servers of NATS listen, as {@code nats://host:4222}, or {@code tls://…}; default {@value #DEFAULT_SERVER}
 * @param queue server: the queue group of all handlers that name none by {@link NatsQueue}, so that of several replicas one gets a message;
 *     default null, none, so that each replica gets each message
 * @param headers client: headers of every request and event; those of a dispatch hook and of a record go before them; default none
 * @param connectionName the name of the connection, as the server's monitoring shows it; default null, none
 * @param username whom to log in as; default null
 * @param password the user's password; default null
 * @param token the token, in place of username and password; default null
 * @param credentialsFile a file with a user's JWT and NKey seed; default null
 * @param tls what connections are encrypted with; default null, which is the JVM's own where an address begins with {@code tls:} or
 *     {@code wss:}, else nothing
 * @param inboxPrefix what the subjects begin with that replies come to; default {@value #DEFAULT_INBOX_PREFIX}
 * @param noEcho whether a connection gets nothing that it published itself; default false
 * @param connectTimeout how long one attempt to connect may take; default 5 s. A login that is refused may be told no sooner, which is the driver's doing
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
        @Nullable String connectionName,
        @Nullable String username,
        @Nullable String password,
        @Nullable String token,
        @Nullable Path credentialsFile,
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

    /** The default of {@link #maxWaitingMessages}. */
    public static final int DEFAULT_MAX_WAITING_MESSAGES = 16_384;

    private static final int MAX_PORT = 65_535;

    /** Scheme and port may be left out. */
    private static final Pattern SERVER = Pattern.compile(
            "((nats|tls|ws|wss)://)?([^/@\\s]*@)?(\\[[^\\]\\s]+]|[^:/@\\s]+)(:(?<port>\\d{1,5}))?(/\\S*)?");

    /** Checks the options. */
    public NatsOptions {
        servers = OptionCheck.list("servers", servers);
        headers = OptionCheck.map("headers", headers);
        OptionCheck.that(!servers.isEmpty(), "servers", servers, "at least one, as in " + DEFAULT_SERVER);
        servers.forEach(NatsOptions::checkServer);
        OptionCheck.that(queue == null || isWord(queue), "queue", queue, "a name without spaces");
        headers.forEach(HeaderText::check);
        OptionCheck.that(
                isWord(OptionCheck.given("inboxPrefix", inboxPrefix)) && inboxPrefix.endsWith("."),
                "inboxPrefix",
                inboxPrefix,
                "words that end in a dot");
        if (tls != null) {
            tls.forConnecting();
        }
        OptionCheck.time("connectTimeout", connectTimeout);
        OptionCheck.time("pingInterval", pingInterval);
        OptionCheck.atLeast("maxPingsOut", maxPingsOut, 1);
        OptionCheck.notNegative("startRetries", startRetries, "where 0 never tries again");
        OptionCheck.notNegative("maxReconnectAttempts", maxReconnectAttempts, "where 0 begins anew at once");
        OptionCheck.given("backoff", backoff);
        OptionCheck.notNegative("maxWaitingMessages", maxWaitingMessages, "where 0 lets none wait");
        OptionCheck.given("driver", driver);
        OptionCheck.that(password == null || username != null, "username", null, "a name beside the password");
        OptionCheck.that(
                username == null || password != null, "password", null, "the password of the user " + username);
        OptionCheck.that(
                token == null || username == null, "token", "…", "a token, or username and password, not both");
        OptionCheck.that(
                credentialsFile == null || (username == null && token == null),
                "credentialsFile",
                credentialsFile,
                "no username and no token beside it");
        OptionCheck.that(
                credentialsFile == null || Files.isReadable(credentialsFile),
                "credentialsFile",
                credentialsFile,
                "a file that can be read, with a user's JWT and NKey seed");
    }

    private static void checkServer(String address) {
        OptionCheck.that(
                !address.startsWith("opentls:"),
                "servers",
                '"' + shown(address) + '"',
                "tls://, since opentls:// trusts whoever answers; tls says whom else to trust");
        var match = SERVER.matcher(address);
        OptionCheck.that(
                match.matches() && (match.group("port") == null || isPort(match.group("port"))),
                "servers",
                '"' + shown(address) + '"',
                "each as in nats://host:4222, tls://host:4222, ws://… or wss://…");
    }

    private static boolean isPort(String text) {
        var port = Integer.parseInt(text);
        return port >= 1 && port <= MAX_PORT;
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && text.chars().noneMatch(letter -> letter <= ' ' || letter == '*' || letter == '>');
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
        return "NatsOptions[servers=" + shownServers() + ", queue=" + queue + ", connectionName=" + connectionName
                + ", username=" + username + "]";
    }
}
