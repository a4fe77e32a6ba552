package dev.rookery.web;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Puts Jetty together as the options say. Its threads do nothing but input and output; handlers run on the core's. */
final class JettyAssembly {
    private static final String ALL_PATHS = "/*";
    private static final long NO_LIMIT = -1;
    /** What other servers take for ambiguous is not, in a path that is split before it is decoded. */
    private static final UriCompliance SPLIT_BEFORE_DECODED = UriCompliance.DEFAULT.with(
            "split-before-decoded",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
            UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT);

    /** At the end nobody has anything in flight any more but what is still being taken, so that an idle connection need not be waited for. */
    private static final long SHUTDOWN_IDLE_MILLIS = 100;

    private static final int MAX_THREADS = 64;
    private static final int MIN_THREADS = 4;

    private final HttpOptions options;

    JettyAssembly(HttpOptions options) {
        this.options = options;
    }

    Server server(RequestHandler requests, Errors errors) {
        var threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("rookery-http");
        threads.setDaemon(true);
        var server = new Server(threads);
        var connector = connector(server);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(options.maxConnections(), connector));
        server.setErrorHandler(errors);
        server.setHandler(watched(handlers(requests), connector));
        return server;
    }

    private ServerConnector connector(Server server) {
        var http = configuration();
        List<ConnectionFactory> protocols = new ArrayList<>();
        protocols.add(new HttpConnectionFactory(http));
        if (options.http2()) {
            protocols.add(new HTTP2CServerConnectionFactory(http));
        }
        var connector = new ServerConnector(server, 1, -1, protocols.toArray(ConnectionFactory[]::new));
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setIdleTimeout(options.idleTimeout().toMillis());
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
        return connector;
    }

    private HttpConfiguration configuration() {
        var http = new HttpConfiguration();
        http.setRequestHeaderSize(options.maxHeaderBytes());
        http.setSendServerVersion(false);
        http.setUriCompliance(SPLIT_BEFORE_DECODED);
        return http;
    }

    private Handler watched(Handler within, ServerConnector connector) {
        if (options.requestTimeout().isZero()) {
            return within;
        }
        var watch = new HeadWatch(within, options.requestTimeout());
        connector.addBean(watch, false);
        return watch;
    }

    private Handler handlers(RequestHandler requests) {
        var limited = new SizeLimitHandler(options.maxBodyBytes(), NO_LIMIT);
        limited.setHandler(requests);
        Handler handler = limited;
        var cors = options.cors();
        if (cors != null) {
            handler = crossOrigin(cors, handler);
        }
        if (options.compression()) {
            handler = compression(handler);
        }
        if (options.health()) {
            handler = new HealthHandler(handler, () -> !requests.isDraining());
        }
        return new GracefulHandler(handler);
    }

    private static Handler crossOrigin(HttpCors cors, Handler within) {
        var handler = new CrossOriginHandler();
        handler.setAllowedOriginPatterns(cors.origins());
        handler.setAllowedMethods(cors.methods());
        handler.setAllowedHeaders(cors.headers());
        handler.setExposedHeaders(cors.exposedHeaders());
        handler.setAllowCredentials(cors.credentials());
        handler.setPreflightMaxAge(cors.maxAge());
        handler.setHandler(within);
        return handler;
    }

    private static Handler compression(Handler within) {
        var handler = new CompressionHandler(within);
        handler.putCompression(new GzipCompression());
        handler.putConfiguration(
                ALL_PATHS,
                CompressionConfig.builder()
                        .defaults()
                        .compressExcludeMimeType(SseFormat.MEDIA_TYPE) // whose events have to arrive one by one
                        .build());
        return handler;
    }
}
