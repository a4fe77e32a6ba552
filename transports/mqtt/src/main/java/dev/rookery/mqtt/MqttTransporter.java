package dev.rookery.mqtt;

import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
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
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Services and clients that speak to each other, and to Nest's, by an MQTT broker:
 * {@code MqttTransporter.builder().url("mqtt://localhost:1883").build()}.
 *
 * <p>An immutable value; the same one starts servers and clients. Without any option it is {@code localhost:1883}.
 */
public final class MqttTransporter implements Transporter {
    /** The id of this transport. */
    public static final String ID = "mqtt";

    private final MqttOptions options;
    private final DriverCustomizers customizers;

    private MqttTransporter(MqttOptions options, DriverCustomizers customizers) {
        this.options = options;
        this.customizers = customizers;
    }

    /**
     * Makes a transporter of options.
     *
     * @param options the options
     * @return the transporter
     */
    public static MqttTransporter of(MqttOptions options) {
        return new MqttTransporter(Objects.requireNonNull(options, "options"), DriverCustomizers.NONE);
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
    public MqttOptions options() {
        return options;
    }

    @Override
    public String id() {
        return ID;
    }

    /**
     * {@inheritDoc} Headers are there on MQTT 5; {@code PAUSE} and {@code SETTLES} at QoS 1 and 2. At QoS 0 a handler with {@link MqttQos} has the
     * two all the same.
     */
    @Override
    public Set<Capability> capabilities() {
        var all = EnumSet.of(Capability.REQUEST, Capability.EVENT, Capability.WILDCARDS, Capability.SHARED_WORK);
        if (options.version() == MqttVersion.V5) {
            all.add(Capability.HEADERS);
        }
        if (options.subscribeOptions().qos() > 0) {
            all.add(Capability.PAUSE);
            all.add(Capability.SETTLES);
        }
        return all;
    }

    @Override
    public Optional<WildcardSyntax> wildcards() {
        return Optional.of(WildcardSyntax.MQTT);
    }

    @Override
    public Class<? extends MessageContext> contextType() {
        return MqttContext.class;
    }

    @Override
    public TransportServer newServer(ServerRuntime runtime) {
        return new MqttServer(options, customizers, runtime);
    }

    @Override
    public TransportClient newClient(ClientRuntime runtime) {
        return new MqttClient(options, customizers, runtime);
    }

    /** The id and the address. */
    @Override
    public String toString() {
        return ID + " " + options.host() + ":" + options.port();
    }

    /** Builds a transporter. Used by one thread. Each option says in {@link MqttOptions} what it means. */
    public static final class Builder {
        private URI url = URI.create("mqtt://" + MqttOptions.DEFAULT_HOST);
        private MqttVersion version = MqttOptions.DEFAULT_VERSION;
        private @Nullable String username;
        private @Nullable String password;
        private @Nullable Tls tls;
        private MqttSession session = MqttSession.DEFAULT;
        private @Nullable MqttWill will;
        private MqttSubscribeOptions subscribeOptions = MqttSubscribeOptions.DEFAULT;
        private @Nullable String sharedGroup;
        private final Map<String, String> userProperties = new LinkedHashMap<>();
        private int startRetries;
        private Duration connectTimeout = MqttOptions.DEFAULT_CONNECT_TIMEOUT;
        private Backoff backoff = Backoff.DEFAULT;
        private int maxReplyTopics = MqttOptions.DEFAULT_MAX_REPLY_TOPICS;
        private int maxWaitingMessages = MqttOptions.DEFAULT_MAX_WAITING_MESSAGES;
        private long maxUnsentBytes = MqttOptions.DEFAULT_MAX_UNSENT_BYTES;
        private int maxPacketBytes = MqttOptions.DEFAULT_MAX_PACKET_BYTES;
        private UnaryOperator<Mqtt3ClientBuilder> mqtt3 = UnaryOperator.identity();
        private UnaryOperator<Mqtt5ClientBuilder> mqtt5 = UnaryOperator.identity();

        private Builder() {}

        /**
         * Sets where the broker is. Default: {@code mqtt://localhost:1883}.
         *
         * @param address {@code mqtt://}, {@code mqtts://}, {@code ws://} or {@code wss://}, host and port; without a port, the usual one
         * @return this builder
         */
        public Builder url(String address) {
            try {
                this.url = new URI(OptionCheck.given("url", address));
            } catch (URISyntaxException e) {
                throw new InvalidOptionException(
                        "url", address.contains("@") ? "(with a user)" : address, "as in mqtt://localhost:1883");
            }
            return this;
        }

        /**
         * Sets what the connection speaks. Default: {@link MqttOptions#DEFAULT_VERSION}.
         *
         * @param value the version
         * @return this builder
         */
        public Builder version(MqttVersion value) {
            this.version = value;
            return this;
        }

        /**
         * Sets who connects. Default: nobody in particular.
         *
         * @param name the user's name
         * @param secret the user's password
         * @return this builder
         */
        public Builder login(String name, String secret) {
            this.username = OptionCheck.given("username", name);
            this.password = OptionCheck.given("password", secret);
            return this;
        }

        /**
         * Sets {@link MqttOptions#username} alone.
         *
         * @param name the user's name
         * @return this builder
         */
        public Builder username(String name) {
            this.username = OptionCheck.given("username", name);
            return this;
        }

        /**
         * Sets {@link MqttOptions#password} alone.
         *
         * @param secret the password
         * @return this builder
         */
        public Builder password(String secret) {
            this.password = OptionCheck.given("password", secret);
            return this;
        }

        /**
         * Sets how the connection is encrypted. Default: with what the JVM trusts, where the URL says {@code mqtts} or {@code wss}.
         *
         * @param value the TLS
         * @return this builder
         */
        public Builder tls(Tls value) {
            this.tls = OptionCheck.given("tls", value);
            return this;
        }

        /**
         * Sets what the broker keeps while the connection is away. Default: {@link MqttSession#DEFAULT}, which is nothing.
         *
         * @param value the session
         * @return this builder
         */
        public Builder session(MqttSession value) {
            this.session = value;
            return this;
        }

        /**
         * Sets what the broker publishes when the connection is lost. Default: nothing.
         *
         * @param value the will
         * @return this builder
         */
        public Builder will(MqttWill value) {
            this.will = OptionCheck.given("will", value);
            return this;
        }

        /**
         * Sets the quality of service of subscriptions, and of what is published. Default: 0.
         *
         * @param level 0 (at most once), 1 (at least once) or 2 (exactly once)
         * @return this builder
         */
        public Builder qos(int level) {
            this.subscribeOptions = subscribeOptions.withQos(level);
            return this;
        }

        /**
         * Sets how a server subscribes. Default: {@link MqttSubscribeOptions#DEFAULT}.
         *
         * @param value the options, the quality of service among them
         * @return this builder
         */
        public Builder subscribeOptions(MqttSubscribeOptions value) {
            this.subscribeOptions = value;
            return this;
        }

        /**
         * Lets the replicas of a server share its messages. Default: every replica gets every message.
         *
         * @param group the name that they have in common
         * @return this builder
         */
        public Builder sharedGroup(String group) {
            this.sharedGroup = OptionCheck.given("sharedGroup", group);
            return this;
        }

        /**
         * Adds a user property to each request and event of a client.
         *
         * @param name its name
         * @param value its text
         * @return this builder
         */
        public Builder userProperty(String name, String value) {
            userProperties.put(
                    OptionCheck.given("userProperties", name), OptionCheck.given("userProperties." + name, value));
            return this;
        }

        /**
         * Sets how often a server tries again where it cannot connect at its start. Default: 0, never.
         *
         * @param retries 0 or more
         * @return this builder
         */
        public Builder startRetries(int retries) {
            this.startRetries = retries;
            return this;
        }

        /**
         * Sets how long connecting may take. Default: {@link MqttOptions#DEFAULT_CONNECT_TIMEOUT}.
         *
         * @param timeout more than 0
         * @return this builder
         */
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = timeout;
            return this;
        }

        /**
         * Sets the waits between attempts to connect. Default: {@link Backoff#DEFAULT}.
         *
         * @param value the waits
         * @return this builder
         */
        public Builder backoff(Backoff value) {
            this.backoff = value;
            return this;
        }

        /**
         * Sets how many idle subscriptions for replies a client keeps. Default: {@link MqttOptions#DEFAULT_MAX_REPLY_TOPICS}.
         *
         * @param topics 0 or more
         * @return this builder
         */
        public Builder maxReplyTopics(int topics) {
            this.maxReplyTopics = topics;
            return this;
        }

        /**
         * Sets how many messages of a client wait for its connection. Default: {@link MqttOptions#DEFAULT_MAX_WAITING_MESSAGES}.
         *
         * @param messages 0 or more
         * @return this builder
         */
        public Builder maxWaitingMessages(int messages) {
            this.maxWaitingMessages = messages;
            return this;
        }

        /**
         * Sets the most bytes that wait for the broker. Default: {@link MqttOptions#DEFAULT_MAX_UNSENT_BYTES}.
         *
         * @param bytes at least 1
         * @return this builder
         */
        public Builder maxUnsentBytes(long bytes) {
            this.maxUnsentBytes = bytes;
            return this;
        }

        /**
         * Sets the most bytes of a message that comes in. Default: {@link MqttOptions#DEFAULT_MAX_PACKET_BYTES}.
         *
         * @param bytes at least 1
         * @return this builder
         */
        public Builder maxPacketBytes(int bytes) {
            this.maxPacketBytes = bytes;
            return this;
        }

        /**
         * Changes the driver's own settings on MQTT 3.1.1, after all others: a proxy, a local address, ciphers.
         *
         * @param change given the driver's builder; what it sets in place of listeners, executors or addresses is its own affair
         * @return this builder
         */
        public Builder mqtt3(UnaryOperator<Mqtt3ClientBuilder> change) {
            this.mqtt3 = OptionCheck.given("mqtt3", change);
            return this;
        }

        /**
         * Changes the driver's own settings on MQTT 5, after all others: a proxy, enhanced authentication, interceptors.
         *
         * @param change given the driver's builder; what it sets in place of listeners, executors or addresses is its own affair
         * @return this builder
         */
        public Builder mqtt5(UnaryOperator<Mqtt5ClientBuilder> change) {
            this.mqtt5 = OptionCheck.given("mqtt5", change);
            return this;
        }

        /**
         * Checks the options.
         *
         * @return the transporter
         * @throws InvalidOptionException if an option has a value that it cannot have
         */
        public MqttTransporter build() {
            var options = new MqttOptions(
                    url,
                    version,
                    username,
                    password,
                    tls,
                    session,
                    will,
                    subscribeOptions,
                    sharedGroup,
                    userProperties,
                    startRetries,
                    connectTimeout,
                    backoff,
                    maxReplyTopics,
                    maxWaitingMessages,
                    maxUnsentBytes,
                    maxPacketBytes);
            return new MqttTransporter(options, new DriverCustomizers(mqtt3, mqtt5));
        }
    }
}
