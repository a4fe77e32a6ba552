package dev.rookery.rabbitmq;

import com.rabbitmq.client.ConnectionFactory;
import dev.rookery.internal.OptionCheck;
import dev.rookery.transport.Backoff;
import dev.rookery.transport.Tls;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What {@link RmqTransporter.Builder} can be told of the connection. Used by one thread. */
abstract sealed class ConnectionBuilder permits RmqTransporter.Builder {
    List<URI> urls = List.of(RmqOptions.DEFAULT_URL);
    String username = RmqOptions.DEFAULT_USER;
    String password = RmqOptions.DEFAULT_USER;

    @Nullable Tls tls;

    @Nullable String connectionName;

    UnaryOperator<ConnectionFactory> driver = UnaryOperator.identity();
    Duration heartbeat = RmqOptions.DEFAULT_HEARTBEAT;
    int startRetries;
    Duration connectTimeout = RmqOptions.DEFAULT_CONNECT_TIMEOUT;
    Backoff backoff = Backoff.DEFAULT;
    int maxWaitingMessages = RmqOptions.DEFAULT_MAX_WAITING_MESSAGES;
    long maxUnsentBytes = RmqOptions.DEFAULT_MAX_UNSENT_BYTES;
    int maxMessageBytes = RmqOptions.DEFAULT_MAX_MESSAGE_BYTES;

    abstract RmqTransporter.Builder self();

    /**
     * Sets where the broker is. Default: {@code amqp://localhost}.
     *
     * @param address {@code amqp://} or {@code amqps://}, host and port and, as path, the virtual host; user and password may stand before the host
     * @return this builder
     */
    public RmqTransporter.Builder url(String address) {
        return urls(address);
    }

    /**
     * Sets where the broker's nodes are.
     *
     * @param addresses one or more, as in {@link #url}; whichever answers is used
     * @return this builder
     */
    public RmqTransporter.Builder urls(String... addresses) {
        var plain = new ArrayList<URI>();
        for (var address : OptionCheck.list("urls", addresses)) {
            var url = RmqUrl.parse(address);
            plain.add(url.plain());
            url.username().ifPresent(name -> this.username = name);
            url.password().ifPresent(secret -> this.password = secret);
        }
        this.urls = plain;
        return self();
    }

    /**
     * Sets who connects. Default: {@code guest}.
     *
     * @param name the user's name
     * @param secret the user's password
     * @return this builder
     */
    public RmqTransporter.Builder login(String name, String secret) {
        this.username = name;
        this.password = secret;
        return self();
    }

    /**
     * Sets {@link RmqOptions#username} alone.
     *
     * @param name the user's name
     * @return this builder
     */
    public RmqTransporter.Builder username(String name) {
        this.username = name;
        return self();
    }

    /**
     * Sets {@link RmqOptions#password} alone.
     *
     * @param secret the password
     * @return this builder
     */
    public RmqTransporter.Builder password(String secret) {
        this.password = secret;
        return self();
    }

    /**
     * Sets how connections to {@code amqps} are encrypted. Default: with what the JVM trusts.
     *
     * @param value the TLS
     * @return this builder
     */
    public RmqTransporter.Builder tls(Tls value) {
        this.tls = OptionCheck.given("tls", value);
        return self();
    }

    /**
     * Changes the driver's own settings, after all others. Default: nothing.
     *
     * @param change given the driver's factory of connections; what it sets in place of threads or recovery is its own affair
     * @return this builder
     */
    public RmqTransporter.Builder driver(UnaryOperator<ConnectionFactory> change) {
        this.driver = change;
        return self();
    }

    /**
     * Sets what the broker's tools show. Default: {@code rookery}.
     *
     * @param value the name
     * @return this builder
     */
    public RmqTransporter.Builder connectionName(String value) {
        this.connectionName = OptionCheck.given("connectionName", value);
        return self();
    }

    /**
     * Sets how often each side shows that it is there. Default: {@link RmqOptions#DEFAULT_HEARTBEAT}.
     *
     * @param value 0 or more, in whole seconds; 0 for never
     * @return this builder
     */
    public RmqTransporter.Builder heartbeat(Duration value) {
        this.heartbeat = value;
        return self();
    }

    /**
     * Sets how often a server tries again where it cannot connect at its start. Default: 0, never.
     *
     * @param value 0 or more
     * @return this builder
     */
    public RmqTransporter.Builder startRetries(int value) {
        this.startRetries = value;
        return self();
    }

    /**
     * Sets how long connecting, and each declaration, may take. Default: {@link RmqOptions#DEFAULT_CONNECT_TIMEOUT}.
     *
     * @param value at least a millisecond
     * @return this builder
     */
    public RmqTransporter.Builder connectTimeout(Duration value) {
        this.connectTimeout = value;
        return self();
    }

    /**
     * Sets the waits between attempts to connect. Default: {@link Backoff#DEFAULT}.
     *
     * @param value the waits
     * @return this builder
     */
    public RmqTransporter.Builder backoff(Backoff value) {
        this.backoff = value;
        return self();
    }

    /**
     * Sets how many messages of a client wait for its connection. Default: {@link RmqOptions#DEFAULT_MAX_WAITING_MESSAGES}.
     *
     * @param value 0 or more
     * @return this builder
     */
    public RmqTransporter.Builder maxWaitingMessages(int value) {
        this.maxWaitingMessages = value;
        return self();
    }

    /**
     * Sets the most bytes that wait for the broker. Default: {@link RmqOptions#DEFAULT_MAX_UNSENT_BYTES}.
     *
     * @param value at least 1
     * @return this builder
     */
    public RmqTransporter.Builder maxUnsentBytes(long value) {
        this.maxUnsentBytes = value;
        return self();
    }

    /**
     * Sets the most bytes of a message that comes in. Default: {@link RmqOptions#DEFAULT_MAX_MESSAGE_BYTES}.
     *
     * @param value at least 1
     * @return this builder
     */
    public RmqTransporter.Builder maxMessageBytes(int value) {
        this.maxMessageBytes = value;
        return self();
    }
}
