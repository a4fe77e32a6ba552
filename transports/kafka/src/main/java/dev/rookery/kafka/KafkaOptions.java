package dev.rookery.kafka;

import dev.rookery.internal.OptionCheck;
import dev.rookery.transport.Backoff;
import dev.rookery.transport.Tls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * How Kafka servers and clients behave. One object serves for both; each side looks at what concerns it. What has no name here is among
 * {@link #properties}, under the driver's own names: encryption and login, for example.
 *
 * @param brokers where brokers are, each as {@code host:port}; one that answers is enough. Default: {@code localhost:9092}
 * @param clientId what the brokers call it; default {@code nestjs-consumer}, as in Nest
 * @param groupId server: the group of replicas that share the messages; default {@code nestjs-group}, as in Nest
 * @param postfixId what is appended to client id and group id; null, the default, is {@code -server} for servers and {@code -client} for clients, as
 *     in Nest
 * @param fromBeginning server: whether a group that is new to a topic begins with its first message; default false, with what comes from now on. Topics
 *     that come into being while it runs are read from their beginning anyway
 * @param allowAutoTopicCreation whether topics that are missing are made, as the brokers make them by default; default true
 * @param order server: which messages are handled one after the other; default {@link KafkaOrder#PARTITION}
 * @param concurrency server: how many handlers run at one time, a stream until its first value; default 256
 * @param maxBufferedMessages server: how many messages of a partition are taken from the broker before they are handled; default 1,000. Beyond it the
 *     partition is paused, and the server stays a member of its group
 * @param failures server: what becomes of messages whose handlers fail
 * @param commitInterval server: how often positions are committed; default 500 ms. They are too when partitions are given back, and at the end
 * @param handoverGrace server: how long the handing over of partitions waits for handlers that run; default 10 s
 * @param sessionTimeout server: after how long without a sign of life the group goes on without it; default 30 s
 * @param heartbeatInterval server: how often it gives a sign of life; default 3 s
 * @param rebalanceTimeout server: how long members may take to join when the group shares out anew; default 60 s
 * @param metadataMaxAge how often the topics are looked at anew, and so after how long a new one is found that fits an expression; default 5 min
 * @param acks what the brokers have to have done before a message counts as taken: {@code all}, the default, {@code 1} or {@code 0}
 * @param compression how messages are compressed: {@code none}, the default, {@code gzip}, {@code snappy}, {@code lz4} or {@code zstd}
 * @param linger how long a message may wait for others to leave with; default 0
 * @param connectTimeout how long connecting may take, and a broker's answer to what it is asked; default 10 s
 * @param sendTimeout how long the driver tries to send a message; default 30 s
 * @param startRetries server: how often it tries again where it cannot connect at its start; default 0, never
 * @param backoff the waits between these attempts; default 100 ms to 2 s
 * @param maxWaitingMessages client: how many requests and events may wait for the connection, or for a topic; default 16,384
 * @param maxUnsentBytes the most bytes that may wait for the brokers to take them; default 64 MiB. Beyond it requests and events fail
 * @param headers client: goes with each request and event, before what a message has itself; default none
 * @param replyTopic client: where the replies of a topic come; default is the topic with {@code .reply} appended
 * @param replyTopics client: topics that are called, whose replies are prepared on connecting; default none, each is on its first use
 * @param keepBinary whether payloads that say nothing about themselves stay bytes, where Nest reads text and JSON; default false
 * @param valueSerializer writes payloads in place of JSON, such as one for a schema registry; null, the default, for none
 * @param valueDeserializer reads payloads in place of JSON; null, the default, for none
 * @param tls how connections are encrypted; default null, as the properties say
 * @param properties the driver's own, for its consumers, producers and administration alike, over what is set here; default none
 */
public record KafkaOptions(
        List<String> brokers,
        String clientId,
        String groupId,
        @Nullable String postfixId,
        boolean fromBeginning,
        boolean allowAutoTopicCreation,
        KafkaOrder order,
        int concurrency,
        int maxBufferedMessages,
        KafkaFailures failures,
        Duration commitInterval,
        Duration handoverGrace,
        Duration sessionTimeout,
        Duration heartbeatInterval,
        Duration rebalanceTimeout,
        Duration metadataMaxAge,
        String acks,
        String compression,
        Duration linger,
        Duration connectTimeout,
        Duration sendTimeout,
        int startRetries,
        Backoff backoff,
        int maxWaitingMessages,
        long maxUnsentBytes,
        Map<String, String> headers,
        UnaryOperator<String> replyTopic,
        List<String> replyTopics,
        boolean keepBinary,
        @Nullable Serializer<Object> valueSerializer,
        @Nullable Deserializer<?> valueDeserializer,
        @Nullable Tls tls,
        Map<String, Object> properties) {
    /** The default of {@link #brokers}. */
    public static final String DEFAULT_BROKER = "localhost:9092";

    /** The default of {@link #clientId}. */
    public static final String DEFAULT_CLIENT_ID = "nestjs-consumer";

    /** The default of {@link #groupId}. */
    public static final String DEFAULT_GROUP_ID = "nestjs-group";

    /** The default of {@link #concurrency}. */
    public static final int DEFAULT_CONCURRENCY = 256;

    /** The default of {@link #maxBufferedMessages}. */
    public static final int DEFAULT_MAX_BUFFERED_MESSAGES = 1_000;

    /** The default of {@link #commitInterval}. */
    public static final Duration DEFAULT_COMMIT_INTERVAL = Duration.ofMillis(500);

    /** The default of {@link #handoverGrace}. */
    public static final Duration DEFAULT_HANDOVER_GRACE = Duration.ofSeconds(10);

    /** The default of {@link #sessionTimeout}. */
    public static final Duration DEFAULT_SESSION_TIMEOUT = Duration.ofSeconds(30);

    /** The default of {@link #heartbeatInterval}. */
    public static final Duration DEFAULT_HEARTBEAT_INTERVAL = Duration.ofSeconds(3);

    /** The default of {@link #rebalanceTimeout}. */
    public static final Duration DEFAULT_REBALANCE_TIMEOUT = Duration.ofSeconds(60);

    /** The default of {@link #metadataMaxAge}. */
    public static final Duration DEFAULT_METADATA_MAX_AGE = Duration.ofMinutes(5);

    /** The default of {@link #acks}. */
    public static final String DEFAULT_ACKS = "all";

    /** The default of {@link #compression}. */
    public static final String DEFAULT_COMPRESSION = "none";

    /** The default of {@link #linger}. */
    public static final Duration DEFAULT_LINGER = Duration.ZERO;

    /** The default of {@link #connectTimeout}. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** The default of {@link #sendTimeout}. */
    public static final Duration DEFAULT_SEND_TIMEOUT = Duration.ofSeconds(30);

    /** The default of {@link #maxWaitingMessages}. */
    public static final int DEFAULT_MAX_WAITING_MESSAGES = 16_384;

    /** The default of {@link #maxUnsentBytes}. */
    public static final long DEFAULT_MAX_UNSENT_BYTES = 64L * 1024 * 1024;

    private static final int MAX_PORT = 65_535;
    private static final Pattern ADDRESS = Pattern.compile("(\\[[^\\]]+\\]|[^:/@\\s]+):(\\d{1,5})");

    /** Checks the options. */
    public KafkaOptions {
        brokers = OptionCheck.list("brokers", brokers);
        OptionCheck.that(
                !brokers.isEmpty() && brokers.stream().allMatch(KafkaOptions::isAddress),
                "brokers",
                brokers,
                "one or more, each as localhost:9092");
        OptionCheck.that(
                !OptionCheck.given("clientId", clientId).isBlank(), "clientId", '"' + clientId + '"', "a name");
        OptionCheck.that(!OptionCheck.given("groupId", groupId).isBlank(), "groupId", '"' + groupId + '"', "a name");
        OptionCheck.given("order", order);
        OptionCheck.given("failures", failures);
        OptionCheck.atLeast("concurrency", concurrency, 1);
        OptionCheck.atLeast("maxBufferedMessages", maxBufferedMessages, 1);
        OptionCheck.time("commitInterval", commitInterval);
        OptionCheck.timeOrZero("handoverGrace", handoverGrace, "where 0 does not wait");
        OptionCheck.time("sessionTimeout", sessionTimeout);
        OptionCheck.time("heartbeatInterval", heartbeatInterval);
        OptionCheck.that(
                heartbeatInterval.compareTo(sessionTimeout) < 0,
                "heartbeatInterval",
                heartbeatInterval,
                "less than sessionTimeout, which is " + sessionTimeout);
        OptionCheck.time("rebalanceTimeout", rebalanceTimeout);
        OptionCheck.that(
                handoverGrace.compareTo(rebalanceTimeout) < 0,
                "handoverGrace",
                handoverGrace,
                "less than rebalanceTimeout, which is " + rebalanceTimeout);
        OptionCheck.time("metadataMaxAge", metadataMaxAge);
        OptionCheck.that(
                List.of("all", "-1", "1", "0").contains(OptionCheck.given("acks", acks)), "acks", acks, "all, 1 or 0");
        OptionCheck.that(
                List.of("none", "gzip", "snappy", "lz4", "zstd")
                        .contains(OptionCheck.given("compression", compression)),
                "compression",
                compression,
                "none, gzip, snappy, lz4 or zstd");
        OptionCheck.timeOrZero("linger", linger, "where 0 does not wait");
        OptionCheck.time("connectTimeout", connectTimeout);
        OptionCheck.time("sendTimeout", sendTimeout);
        OptionCheck.that(
                linger.compareTo(sendTimeout) < 0, "linger", linger, "less than sendTimeout, which is " + sendTimeout);
        OptionCheck.notNegative("startRetries", startRetries, "where 0 never tries again");
        OptionCheck.given("backoff", backoff);
        OptionCheck.notNegative("maxWaitingMessages", maxWaitingMessages, "where 0 lets none wait");
        OptionCheck.atLeast("maxUnsentBytes", maxUnsentBytes, 1);
        headers = OptionCheck.map("headers", headers);
        OptionCheck.given("replyTopic", replyTopic);
        replyTopics = OptionCheck.list("replyTopics", replyTopics);
        replyTopics.forEach(
                topic -> OptionCheck.that(TopicNames.isLegal(topic), "replyTopics", topic, "topics that are called"));
        properties = OptionCheck.map("properties", properties);
        if (tls != null) {
            checkTls(tls, properties);
        }
    }

    private static void checkTls(Tls tls, Map<String, Object> properties) {
        tls.forConnecting();
        var twice = properties.keySet().stream()
                .filter(name -> name.startsWith("ssl."))
                .findFirst();
        OptionCheck.that(twice.isEmpty(), "tls", tls, "tls, or the property " + twice.orElse("") + ", but not both");
        var protocol = properties
                .getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SSL")
                .toString();
        OptionCheck.that(
                protocol.endsWith("SSL"),
                "tls",
                tls,
                "none, or the security.protocol SSL or SASL_SSL, in place of " + protocol);
    }

    private static boolean isAddress(String broker) {
        var match = ADDRESS.matcher(broker);
        return match.matches() && Integer.parseInt(match.group(2)) <= MAX_PORT;
    }

    /** Where the replies of a topic come, unless said otherwise. */
    static String usualReplyTopic(String topic) {
        return topic + ".reply";
    }

    /**
     * What the brokers call a server's group.
     *
     * @return the group id with its postfix
     */
    public String serverGroup() {
        return groupId + serverPostfix();
    }

    private String serverPostfix() {
        return postfixId == null ? "-server" : postfixId;
    }

    String serverId() {
        return clientId + serverPostfix();
    }

    String ownClientId() {
        return clientId + (postfixId == null ? "-client" : postfixId);
    }

    String shownBrokers() {
        return String.join(",", brokers);
    }

    /** The options without the driver's properties, among which are passwords. */
    @Override
    public String toString() {
        return "KafkaOptions[brokers=" + brokers + ", groupId=" + groupId + ", order=" + order + ", failures="
                + failures + "]";
    }
}
