package dev.rookery.web;

import dev.rookery.internal.OptionCheck;
import dev.rookery.server.ServerOptions;
import dev.rookery.transport.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How HTTP is served. Built by {@link HttpDoor#builder()}.
 *
 * @param host where it listens; default {@code 0.0.0.0}, all addresses of the machine
 * @param port default 3000; 0 lets the system choose one
 * @param globalPrefix what all paths of handlers begin with, as {@code api}; empty, the default, for nothing
 * @param maxBodyBytes how large the body of a request may be, after decompression; beyond it the answer is 413; default 1 MiB
 * @param maxHeaderBytes how large request line and headers may be together; beyond it the answer is 431 or 414; default 16 KiB
 * @param maxConnections how many connections may be open; beyond it none is accepted until one ends; default 10,000
 * @param requestTimeout how long the body of a request may take to arrive; then the answer is 408; default 60 s; zero lifts the limit. A head that takes
 *     more than twice as long ends its connection
 * @param idleTimeout how long nothing may move on a connection between requests, while one arrives, or while a reply is taken; default 30 s. A handler
 *     that is at work is not meant: its time is {@link ServerOptions#handlerTimeout}
 * @param sseHeartbeat after how long without an event a comment is sent on a stream of events, so that a client that has gone is noticed; default 15 s;
 *     zero sends none
 * @param cors which pages of other origins may call; null, the default, for none
 * @param compression whether replies are compressed for clients that take gzip, and bodies of requests may be; default false
 * @param http2 whether HTTP/2 is spoken beside HTTP/1.1, without TLS by prior knowledge or upgrade; default true
 * @param health whether {@code GET /health}, {@code /health/live} and {@code /health/ready} are answered, whatever the prefix; default false
 * @param accessLog whether each request is logged, at {@code INFO} by the logger {@value #ACCESS_LOGGER}: who, method and path without the query, status,
 *     bytes, time and user agent; default false
 * @param tls how connections are encrypted; null, the default, for not at all
 * @param files which files are served where no handler has the path; null, the default, for none
 * @param uploadDirectory where files are written that come with a form to a handler with {@link Multipart}; default the JVM's {@code java.io.tmpdir}
 * @param server how requests are treated by the core; null, the default, for what is configured, else the defaults
 */
public record HttpOptions(
        String host,
        int port,
        String globalPrefix,
        long maxBodyBytes,
        int maxHeaderBytes,
        int maxConnections,
        Duration requestTimeout,
        Duration idleTimeout,
        Duration sseHeartbeat,
        @Nullable HttpCors cors,
        boolean compression,
        boolean http2,
        boolean health,
        boolean accessLog,
        @Nullable Tls tls,
        @Nullable HttpFiles files,
        Path uploadDirectory,
        @Nullable ServerOptions server) {
    /** The default of {@link #host}. */
    public static final String DEFAULT_HOST = "0.0.0.0";

    /** The default of {@link #port}. */
    public static final int DEFAULT_PORT = 3_000;

    /** The default of {@link #maxBodyBytes}. */
    public static final long DEFAULT_MAX_BODY_BYTES = 1024 * 1024;

    /** The default of {@link #maxHeaderBytes}. */
    public static final int DEFAULT_MAX_HEADER_BYTES = 16 * 1024;

    /** The default of {@link #maxConnections}. */
    public static final int DEFAULT_MAX_CONNECTIONS = 10_000;

    /** The default of {@link #requestTimeout}. */
    public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(60);

    /** The default of {@link #idleTimeout}. */
    public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(30);

    /** The default of {@link #sseHeartbeat}. */
    public static final Duration DEFAULT_SSE_HEARTBEAT = Duration.ofSeconds(15);

    /** The name of the logger of {@link #accessLog}. */
    public static final String ACCESS_LOGGER = "dev.rookery.web.access";

    /** Checks the options. */
    public HttpOptions {
        OptionCheck.host("host", host);
        OptionCheck.port("port", port, "where 0 finds a free one");
        OptionCheck.given("globalPrefix", globalPrefix);
        if (tls != null) {
            tls.forListening();
        }
        OptionCheck.atLeast("maxBodyBytes", maxBodyBytes, 0);
        OptionCheck.atLeast("maxHeaderBytes", maxHeaderBytes, 1);
        OptionCheck.atLeast("maxConnections", maxConnections, 1);
        OptionCheck.timeOrZero("requestTimeout", requestTimeout, "where 0 lifts the limit");
        OptionCheck.time("idleTimeout", idleTimeout);
        OptionCheck.timeOrZero("sseHeartbeat", sseHeartbeat, "where 0 sends none");
        var directory = OptionCheck.given("uploadDirectory", uploadDirectory);
        OptionCheck.that(
                Files.isDirectory(directory) && Files.isWritable(directory),
                "uploadDirectory",
                directory,
                "a directory that is there and can be written to");
    }
}
