package dev.rookery.mqtt;

import dev.rookery.internal.OptionCheck;
import dev.rookery.transport.Backoff;
import dev.rookery.transport.Tls;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How MQTT servers and clients behave. One object serves for both; each side looks at what concerns it.
 *
 * @param url where the broker is: {@code mqtt}, {@code mqtts}, {@code ws} or {@code wss}, host, port and, for WebSocket, path. Default:
 *     {@code mqtt://localhost:1883}
 * @param version what the connection speaks; default {@link MqttVersion#V5}
 * @param username who connects; null, the default, for nobody in particular
 * @param password the user's password; null, the default, for none. It stands in no text of this object
 * @param tls how the connection is encrypted; null, the default, for what the JVM trusts where the URL says {@code mqtts} or {@code wss}, and not at
 *     all elsewhere
 * @param session what the broker keeps while the connection is away
 * @param will what the broker publishes when the connection is lost for good; null, the default, for nothing
 * @param subscribeOptions how a server subscribes, and at which quality of service both sides publish
 * @param sharedGroup server: the group of replicas that share all messages, each of which goes to one of them; null, the default, gives every
 *     replica every message, as Nest does
 * @param userProperties client: goes with each request and event on MQTT 5, before what a message has itself; default none
 * @param startRetries server: how often it tries again where it cannot connect at its start; default 0, never. A connection that was lost is
 *     made again without end
 * @param connectTimeout how long connecting may take, TLS and the broker's answer included; default 10 s
 * @param backoff the waits between all these attempts; default 100 ms to 2 s
 * @param maxReplyTopics client: how many subscriptions for replies it keeps when nobody waits for one; those that were idle for longest go
 *     first; default 1,024
 * @param maxWaitingMessages client: how many requests and events may wait for the connection; default 16,384
 * @param maxUnsentBytes the most bytes that may wait for the broker to take them; default 64 MiB. Beyond it requests, events and replies fail
 * @param maxPacketBytes the most bytes that a message may have that comes in; default 16 MiB. On MQTT 5 the broker is told, and keeps back what is
 *     larger
 */
public record MqttOptions(
        URI url,
        MqttVersion version,
        @Nullable String username,
        @Nullable String password,
        @Nullable Tls tls,
        MqttSession session,
        @Nullable MqttWill will,
        MqttSubscribeOptions subscribeOptions,
        @Nullable String sharedGroup,
        Map<String, String> userProperties,
        int startRetries,
        Duration connectTimeout,
        Backoff backoff,
        int maxReplyTopics,
        int maxWaitingMessages,
        long maxUnsentBytes,
        int maxPacketBytes) {
    /** The default host. */
    public static final String DEFAULT_HOST = "localhost";

    /** The default port without TLS. */
    public static final int DEFAULT_PORT = 1883;

    /** The default port with TLS. */
    public static final int DEFAULT_TLS_PORT = 8883;

    /** The default of {@link #version}. */
    public static final MqttVersion DEFAULT_VERSION = MqttVersion.V5;

    /** The default of {@link #connectTimeout}. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** The default of {@link #maxReplyTopics}. */
    public static final int DEFAULT_MAX_REPLY_TOPICS = 1_024;

    /** The default of {@link #maxWaitingMessages}. */
    public static final int DEFAULT_MAX_WAITING_MESSAGES = 16_384;

    /** The default of {@link #maxUnsentBytes}. */
    public static final long DEFAULT_MAX_UNSENT_BYTES = 64L * 1024 * 1024;

    /** The default of {@link #maxPacketBytes}. */
    public static final int DEFAULT_MAX_PACKET_BYTES = 16 * 1024 * 1024;

    private static final Set<String> SCHEMES = Set.of("mqtt", "mqtts", "ws", "wss");
    private static final int MAX_PORT = 65_535;
    private static final int MOST_PACKET_BYTES = 268_435_460;

    /** Checks the options. */
    public MqttOptions {
        checkUrl(OptionCheck.given("url", url));
        OptionCheck.given("version", version);
        OptionCheck.given("session", session);
        OptionCheck.given("subscribeOptions", subscribeOptions);
        userProperties = OptionCheck.map("userProperties", userProperties);
        OptionCheck.that(
                password == null || username != null || version == MqttVersion.V5,
                "username",
                null,
                "a name beside the password, which MQTT 3.1.1 does not take alone");
        if (tls != null) {
            tls.forConnecting();
        }
        OptionCheck.that(tls == null || isEncrypted(url), "url", url, "mqtts://… or wss://…, since there is tls");
        if (sharedGroup != null) {
            Topics.checkGroup("sharedGroup", sharedGroup);
            OptionCheck.that(
                    !subscribeOptions.noLocal(),
                    "subscribeOptions.noLocal",
                    true,
                    "false with a sharedGroup, since MQTT forbids it there");
        }
        OptionCheck.notNegative("startRetries", startRetries, "where 0 never tries again");
        OptionCheck.time("connectTimeout", connectTimeout);
        OptionCheck.given("backoff", backoff);
        OptionCheck.notNegative("maxReplyTopics", maxReplyTopics, "where 0 keeps none that is idle");
        OptionCheck.notNegative("maxWaitingMessages", maxWaitingMessages, "where 0 lets none wait");
        OptionCheck.atLeast("maxUnsentBytes", maxUnsentBytes, 1);
        OptionCheck.between("maxPacketBytes", maxPacketBytes, 1, MOST_PACKET_BYTES);
    }

    private static void checkUrl(URI url) {
        OptionCheck.that(
                url.getScheme() != null
                        && SCHEMES.contains(url.getScheme())
                        && url.getHost() != null
                        && url.getUserInfo() == null
                        && url.getPort() != 0
                        && url.getPort() <= MAX_PORT,
                "url",
                url.getUserInfo() == null ? url : "(with a user)",
                "as in mqtt://localhost:1883, mqtts://…, ws://…/path or wss://…/path; user and password are options");
    }

    private static boolean isEncrypted(URI url) {
        return url.getScheme().endsWith("s") && !url.getScheme().equals("ws");
    }

    boolean isEncrypted() {
        return isEncrypted(url);
    }

    boolean isWebSocket() {
        return url.getScheme().startsWith("ws");
    }

    /**
     * The host of the broker.
     *
     * @return a name or an address
     */
    public String host() {
        var host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /**
     * The port of the broker.
     *
     * @return that of the URL, else the usual one of its scheme: 1883, 8883, 80 or 443
     */
    public int port() {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return switch (url.getScheme()) {
            case "mqtts" -> DEFAULT_TLS_PORT;
            case "ws" -> 80;
            case "wss" -> 443;
            default -> DEFAULT_PORT;
        };
    }

    /** The options without the password. */
    @Override
    public String toString() {
        return "MqttOptions[url=" + url + ", version=" + version + ", username=" + username + ", session=" + session
                + ", subscribeOptions=" + subscribeOptions + ", sharedGroup=" + sharedGroup + "]";
    }
}
