package dev.rookery.rabbitmq;

import com.rabbitmq.client.ConnectionFactory;
import dev.rookery.internal.OptionCheck;
import dev.rookery.transport.Backoff;
import dev.rookery.transport.MessageRecord;
import dev.rookery.transport.Tls;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How RabbitMQ servers and clients behave. One object serves for both; each side looks at what concerns it.
 *
 * @param urls where the broker's nodes are: {@code amqp} or {@code amqps}, host, port and, as path, the virtual host; whichever answers is used.
 *     Default: {@code amqp://localhost}
 * @param username who connects; default {@code guest}
 * @param password the user's password; default {@code guest}. It stands in no text of this object
 * @param tls how connections to {@code amqps} are encrypted; null, the default, for what the JVM trusts
 * @param connectionName what the broker's tools show; null, the default, for none
 * @param heartbeat how often each side shows that it is there, in whole seconds; default 5 s, as Nest; zero for never
 * @param queue the one queue for all patterns; default empty, where the broker gives a name and only the exchange reaches it
 * @param queueOptions what the queue is declared with; default {@link RmqQueueOptions#DEFAULT}. A queue without a name is exclusive and goes with
 *     its connection, whatever stands here
 * @param wildcards whether patterns are routing keys of a topic exchange; default false
 * @param exchange the exchange; default empty, which with {@code wildcards} means one with the queue's name
 * @param exchangeType its type; default {@code topic}
 * @param exchangeArguments what else it is declared with; default none
 * @param routingKey the key that the queue is bound to the exchange by, where patterns are none; default empty
 * @param bindingArguments what else it is bound with: what a headers exchange compares; default none
 * @param assertTopology whether queue and exchange are declared at all; default true. Nest has its opposite, {@code noAssert}
 * @param topology server: what is declared before; default nothing
 * @param acknowledgement server: who settles messages, and when; default {@link RmqAcknowledgement#AFTER_SUCCESS}
 * @param failures server: what becomes of a failed event; default {@link RmqFailures#DEAD_LETTER}
 * @param prefetch server: how many messages may be here and not settled, from 0 to 65,535, where 0 sets no bound; null, the default, is what may be in
 *     flight. The broker does not count what it settles itself
 * @param globalPrefetch server: whether the bound is for the channel in place of the consumer; default false
 * @param consumerTag server: the consumer's name; default empty, where each connection makes one up
 * @param replyQueue client: where replies come; default {@link #DIRECT_REPLY_TO}. Another one is declared as exclusive, and goes with the connection
 * @param persistent client: whether requests and events outlive a restart of the broker in a durable queue; default false, as Nest
 * @param headers client: go with each request and event, before what a message has itself; default none
 * @param mandatory client: whether what reaches no queue fails; default false. It needs {@code publisherConfirms}, and {@link RmqRecord#mandatory} goes
 *     before it
 * @param publisherConfirms client: whether {@code emit} completes when the broker has taken the event, in place of when it has left; default true
 * @param startRetries server: how often it tries again where it cannot connect at its start; default 0, never. A connection that was lost is
 *     made again without end
 * @param connectTimeout how long connecting, and each declaration, may take; default 10 s
 * @param backoff the waits between all these attempts; default 100 ms to 2 s
 * @param maxWaitingMessages client: how many requests and events may wait for the connection; default 16,384
 * @param maxUnsentBytes the most bytes that may wait for the broker to take them; default 64 MiB. Beyond it requests, events and replies fail
 * @param maxMessageBytes the most bytes that a message may have that comes in; default 16 MiB. A server rejects what is larger, which goes to the
 *     dead letters if there are any; a client fails the call whose reply is larger
 * @param driver changes the driver's own settings, after all others; default nothing
 */
public record RmqOptions(
        List<URI> urls,
        String username,
        String password,
        @Nullable Tls tls,
        @Nullable String connectionName,
        Duration heartbeat,
        String queue,
        RmqQueueOptions queueOptions,
        boolean wildcards,
        String exchange,
        String exchangeType,
        Map<String, Object> exchangeArguments,
        String routingKey,
        Map<String, Object> bindingArguments,
        boolean assertTopology,
        RmqTopology topology,
        RmqAcknowledgement acknowledgement,
        RmqFailures failures,
        @Nullable Integer prefetch,
        boolean globalPrefetch,
        String consumerTag,
        String replyQueue,
        boolean persistent,
        Map<String, String> headers,
        boolean mandatory,
        boolean publisherConfirms,
        int startRetries,
        Duration connectTimeout,
        Backoff backoff,
        int maxWaitingMessages,
        long maxUnsentBytes,
        int maxMessageBytes,
        UnaryOperator<ConnectionFactory> driver) {
    /** The default of {@link #urls}. */
    public static final URI DEFAULT_URL = URI.create("amqp://localhost");

    /** The default of {@link #username} and {@link #password}, whom RabbitMQ lets in from its own machine alone. */
    public static final String DEFAULT_USER = "guest";

    /** The default of {@link #heartbeat}. */
    public static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(5);

    /** The default of {@link #exchangeType}. */
    public static final String DEFAULT_EXCHANGE_TYPE = "topic";

    /** The default of {@link #replyQueue}: the broker hands replies on without a queue. */
    public static final String DIRECT_REPLY_TO = "amq.rabbitmq.reply-to";

    /** The default of {@link #connectTimeout}. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** The default of {@link #maxWaitingMessages}. */
    public static final int DEFAULT_MAX_WAITING_MESSAGES = 16_384;

    /** The default of {@link #maxUnsentBytes}. */
    public static final long DEFAULT_MAX_UNSENT_BYTES = 64L * 1024 * 1024;

    /** The default of {@link #maxMessageBytes}. */
    public static final int DEFAULT_MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    static final int MAX_PREFETCH = 65_535;

    private static final int MAX_HEARTBEAT_SECONDS = 65_535;
    private static final int MAX_PORT = 65_535;

    private static final Set<String> SCHEMES = Set.of("amqp", "amqps");

    /** Checks the options. */
    public RmqOptions {
        urls = OptionCheck.list("urls", urls);
        exchangeArguments = OptionCheck.map("exchangeArguments", exchangeArguments);
        bindingArguments = OptionCheck.map("bindingArguments", bindingArguments);
        headers = OptionCheck.map("headers", headers);
        checkUrls(urls);
        if (tls != null) {
            tls.forConnecting();
        }
        OptionCheck.that(
                tls == null || urls.getFirst().getScheme().equals("amqps"),
                "urls",
                urls,
                "amqps://…, since there is tls");
        OptionCheck.given("username", username);
        OptionCheck.given("password", password);
        OptionCheck.that(
                connectionName == null || !connectionName.isBlank(), "connectionName", connectionName, "a name");
        OptionCheck.seconds("heartbeat", heartbeat, 0, MAX_HEARTBEAT_SECONDS);
        checkNames(queue, exchange, exchangeType, routingKey, wildcards);
        OptionCheck.given("queueOptions", queueOptions);
        OptionCheck.given("topology", topology);
        OptionCheck.given("acknowledgement", acknowledgement);
        OptionCheck.given("failures", failures);
        OptionCheck.that(
                prefetch == null || (prefetch >= 0 && prefetch <= MAX_PREFETCH),
                "prefetch",
                prefetch,
                "from 0 to 65535, where 0 sets no bound");
        OptionCheck.that(
                publisherConfirms || !mandatory,
                "publisherConfirms",
                publisherConfirms,
                "true where mandatory is set: without confirms nothing says that an event came back");
        RmqNames.check("consumerTag", consumerTag);
        RmqNames.check("replyQueue", replyQueue);
        OptionCheck.notNegative("startRetries", startRetries, "where 0 never tries again");
        OptionCheck.time("connectTimeout", connectTimeout);
        OptionCheck.given("backoff", backoff);
        OptionCheck.notNegative("maxWaitingMessages", maxWaitingMessages, "where 0 lets none wait");
        OptionCheck.atLeast("maxUnsentBytes", maxUnsentBytes, 1);
        OptionCheck.atLeast("maxMessageBytes", maxMessageBytes, 1);
        OptionCheck.given("driver", driver);
    }

    private static void checkUrls(List<URI> urls) {
        OptionCheck.that(!urls.isEmpty(), "urls", urls, "at least one");
        for (var url : urls) {
            OptionCheck.that(
                    url.getScheme() != null
                            && SCHEMES.contains(url.getScheme())
                            && url.getHost() != null
                            && url.getUserInfo() == null
                            && url.getPort() != 0
                            && url.getPort() <= MAX_PORT,
                    "urls",
                    url.getUserInfo() == null ? url : "(with a user)",
                    "as in amqp://localhost:5672 or amqps://host/virtual-host");
            OptionCheck.that(
                    url.getQuery() == null,
                    "urls",
                    url,
                    "no query: heartbeat, connectTimeout and the like are options of their own, and frameMax is one of the driver's");
            OptionCheck.that(
                    url.getScheme().equals(urls.getFirst().getScheme())
                            && Objects.equals(url.getPath(), urls.getFirst().getPath()),
                    "urls",
                    urls,
                    "nodes of one broker: all with one scheme and one virtual host");
        }
    }

    private static void checkNames(
            String queue, String exchange, String exchangeType, String routingKey, boolean wildcards) {
        RmqNames.check("queue", queue);
        RmqNames.check("exchange", exchange);
        RmqNames.check("routingKey", routingKey);
        OptionCheck.that(
                !queue.startsWith("amq."),
                "queue",
                queue,
                "a name that does not begin with amq., which is the broker's own");
        OptionCheck.that(
                !OptionCheck.given("exchangeType", exchangeType).isBlank(),
                "exchangeType",
                exchangeType,
                "topic, fanout, direct, headers, or what a plugin brings");
        OptionCheck.that(
                !wildcards || !(queue.isEmpty() && exchange.isEmpty()),
                "exchange",
                exchange,
                "a name, or a queue that has one, where wildcards is set");
        OptionCheck.that(
                !queue.isEmpty() || !exchange.isEmpty(),
                "queue",
                queue,
                "the queue of the service; only behind an exchange may it go without a name");
    }

    /** Whether a client publishes to an exchange with the pattern as key. */
    boolean publishesByPattern() {
        return wildcards || (!exchange.isEmpty() && exchangeType.equals("fanout"));
    }

    /** The exchange, where there is one. */
    String exchangeName() {
        return exchange.isEmpty() && wildcards ? queue : exchange;
    }

    boolean isEncrypted() {
        return urls.getFirst().getScheme().equals("amqps");
    }

    String virtualHost() {
        var path = urls.getFirst().getPath();
        return path == null || path.length() <= 1 ? "/" : path.substring(1);
    }

    /** What the queue is declared with. */
    RmqQueueOptions effectiveQueueOptions() {
        return queue.isEmpty() ? new RmqQueueOptions(false, true, true, queueOptions.arguments()) : queueOptions;
    }

    /** Whether a message has to reach a queue. */
    boolean isMandatory(@Nullable MessageRecord record) {
        var own = record instanceof RmqRecord rabbit ? rabbit.mandatory() : null;
        return own == null ? mandatory : own;
    }

    /** The addresses, for messages. */
    String shownUrls() {
        return urls.stream().map(URI::toString).collect(Collectors.joining(", "));
    }

    /** The options without the password. */
    @Override
    public String toString() {
        return "RmqOptions[urls=" + urls + ", username=" + username + ", queue=" + queue + ", queueOptions="
                + queueOptions
                + ", wildcards=" + wildcards + ", exchange=" + exchange + ", exchangeType=" + exchangeType
                + ", acknowledgement=" + acknowledgement + ", failures=" + failures + "]";
    }
}
