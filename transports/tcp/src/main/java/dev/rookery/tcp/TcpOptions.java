package dev.rookery.tcp;

import dev.rookery.internal.OptionCheck;
import dev.rookery.transport.Backoff;
import dev.rookery.transport.Tls;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How TCP servers and clients behave. One object serves for both; each side looks at what concerns it.
 *
 * @param addresses where a server listens (the first one), and what a client connects to; names are looked up anew for each attempt.
 *     Default: {@code localhost:3000}. Port 0 lets a server find a free one
 * @param startRetries server: how often it tries again where it cannot listen, at its start or after it lost its listening socket; default 0,
 *     never
 * @param tls how connections are encrypted; default null, not at all
 * @param framing how packets stand in the stream of bytes; default {@link TcpFraming#NEST}
 * @param maxFrameBytes the most bytes that a packet may have that comes in; default 16 MiB
 * @param partialFrameTimeout how long an incomplete frame may lie without a further byte before the connection is closed; default 30 s,
 *     0 for ever
 * @param maxUnsentBytes the most bytes that may wait for a peer that does not read; default 64 MiB. Beyond it a server closes the
 *     connection, and a client fails the request
 * @param idleTimeout server: how long a connection may be without traffic and without a request in flight before it is closed; default 0, for
 *     ever, since Nest's clients keep theirs open
 * @param maxConnections server: how many there may be at a time; further ones are closed at once; default 10,000
 * @param connectTimeout client: how long connecting may take, with lookup and TLS; default 10 s
 * @param backoff the waits between attempts: of a client to connect again after a connection was lost, of a server to listen
 * @param maxWaitingMessages client: how many requests and events may wait for the connection; default 16,384
 * @param keepAlive how a peer that has vanished is noticed
 * @param ioThreads the number of threads that read and write; default 0: one a processor for a server, one for a client
 * @param nativeTransport whether to use epoll or kqueue where they can be loaded, instead of Java's own sockets; default true
 */
public record TcpOptions(
        List<InetSocketAddress> addresses,
        int startRetries,
        @Nullable Tls tls,
        TcpFraming framing,
        int maxFrameBytes,
        Duration partialFrameTimeout,
        long maxUnsentBytes,
        Duration idleTimeout,
        int maxConnections,
        Duration connectTimeout,
        Backoff backoff,
        int maxWaitingMessages,
        TcpKeepAlive keepAlive,
        int ioThreads,
        boolean nativeTransport) {
    /** The default host. */
    public static final String DEFAULT_HOST = "localhost";

    /** The default port, as Nest's. */
    public static final int DEFAULT_PORT = 3000;

    /** The default of {@link #maxFrameBytes}. */
    public static final int DEFAULT_MAX_FRAME_BYTES = 16 * 1024 * 1024;

    /** The default of {@link #partialFrameTimeout}. */
    public static final Duration DEFAULT_PARTIAL_FRAME_TIMEOUT = Duration.ofSeconds(30);

    /** The default of {@link #maxUnsentBytes}. */
    public static final long DEFAULT_MAX_UNSENT_BYTES = 64L * 1024 * 1024;

    /** The default of {@link #idleTimeout}. */
    public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ZERO;

    /** The default of {@link #maxConnections}. */
    public static final int DEFAULT_MAX_CONNECTIONS = 10_000;

    /** The default of {@link #connectTimeout}. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** The default of {@link #maxWaitingMessages}. */
    public static final int DEFAULT_MAX_WAITING_MESSAGES = 16_384;

    private static final int MOST_IO_THREADS = 1_024;
    private static final int MOST_FRAME_BYTES = 1024 * 1024 * 1024;

    /** Checks the options. */
    public TcpOptions {
        addresses = OptionCheck.list("addresses", addresses);
        OptionCheck.that(!addresses.isEmpty(), "addresses", addresses, "at least one");
        addresses.forEach(TcpOptions::checkAddress);
        OptionCheck.notNegative("startRetries", startRetries, "where 0 never tries again");
        OptionCheck.given("framing", framing);
        OptionCheck.between("maxFrameBytes", maxFrameBytes, 1, MOST_FRAME_BYTES);
        OptionCheck.timeOrZero("partialFrameTimeout", partialFrameTimeout, "where 0 lifts the limit");
        OptionCheck.atLeast("maxUnsentBytes", maxUnsentBytes, 1);
        OptionCheck.timeOrZero("idleTimeout", idleTimeout, "where 0 lifts the limit");
        OptionCheck.atLeast("maxConnections", maxConnections, 1);
        OptionCheck.time("connectTimeout", connectTimeout);
        OptionCheck.given("backoff", backoff);
        OptionCheck.notNegative("maxWaitingMessages", maxWaitingMessages, "where 0 lets none wait");
        OptionCheck.given("keepAlive", keepAlive);
        OptionCheck.that(
                ioThreads >= 0 && ioThreads <= MOST_IO_THREADS,
                "ioThreads",
                ioThreads,
                "from 0 to " + MOST_IO_THREADS + ", where 0 decides by the processors");
    }

    private static void checkAddress(InetSocketAddress address) {
        OptionCheck.host("host", address.getHostString());
    }

    /**
     * The host of the first address.
     *
     * @return a name or an address
     */
    public String host() {
        return addresses.getFirst().getHostString();
    }

    /**
     * The port of the first address.
     *
     * @return the port, 0 where a server is to find one
     */
    public int port() {
        return addresses.getFirst().getPort();
    }
}
