package dev.rookery.web;

import dev.rookery.transport.Tls;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.Slf4jRequestLogWriter;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.jspecify.annotations.Nullable;

/** Puts Jetty together as the options say. Its threads do nothing but input and output; handlers run on the core's. */
final class JettyAssembly {
    private static final String ALL_PATHS = "/*";
    /** What other servers take for ambiguous is not, in a path that is split before it is decoded. */
    private static final UriCompliance SPLIT_BEFORE_DECODED = UriCompliance.DEFAULT.with(
            "split-before-decoded",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
            UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT);

    /** At the end nobody has anything in flight any more but what is still being taken, so that an idle connection need not be waited for. */
    private static final long SHUTDOWN_IDLE_MILLIS = 100;

    /** Without queries, which may tell secrets. */
    private static final String ACCESS_FORMAT = "%{client}a \"%m %U %H\" %s %O bytes %{ms}T ms \"%{User-Agent}i\"";

    /** Whose values have to arrive one by one, and would wait in a compressor until there are enough of them. */
    private static final List<String> LIVE_TYPES = List.of(SseFormat.MEDIA_TYPE, JsonLinesFormat.MEDIA_TYPE);

    /** What is compressed beside GET and POST, to which Jetty keeps by default. */
    private static final List<String> METHODS = List.of("PUT", "PATCH", "DELETE");

    private static final int MAX_THREADS = 64;
    private static final int MIN_THREADS = 4;

    private final HttpOptions options;

    JettyAssembly(HttpOptions options) {
        this.options = options;
    }

    Server server(RequestHandler requests, Errors errors, @Nullable SocketEntrance sockets) {
        var threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("rookery-http");
        threads.setDaemon(true);
        var server = new Server(threads);
        var connector = connector(server);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(options.maxConnections(), connector));
        server.setErrorHandler(errors);
        if (options.accessLog()) {
            var writer = new Slf4jRequestLogWriter();
            writer.setLoggerName(HttpOptions.ACCESS_LOGGER);
            server.setRequestLog(new CustomRequestLog(writer, ACCESS_FORMAT));
        }
        var answering = handlers(requests, upgrades(server, errors, sockets));
        server.setHandler(watched(new UnreadBodyHandler(answering, options.requestTimeout()), connector));
        return server;
    }

    private ServerConnector connector(Server server) {
        var http = configuration();
        var tls = options.tls();
        var protocols = tls == null ? plain(http) : encrypted(http, encryption(tls));
        var connector = new ServerConnector(server, 1, -1, protocols.toArray(ConnectionFactory[]::new));
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setIdleTimeout(options.idleTimeout().toMillis());
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
        return connector;
    }

    /** HTTP/2 for who begins with it, or asks for it. */
    private List<ConnectionFactory> plain(HttpConfiguration http) {
        var one = new HttpConnectionFactory(http);
        return options.http2() ? List.of(one, new HTTP2CServerConnectionFactory(http)) : List.of(one);
    }

    private static SslContextFactory.Server encryption(Tls tls) {
        var factory = new SslContextFactory.Server();
        factory.setSslContext(tls.newContext());
        factory.setWantClientAuth(tls.clientCertificates() == Tls.ClientCertificates.OPTIONAL);
        factory.setNeedClientAuth(tls.clientCertificates() == Tls.ClientCertificates.REQUIRED);
        return factory;
    }

    /** HTTP/2 for who says in the handshake that it speaks it. */
    private List<ConnectionFactory> encrypted(HttpConfiguration http, SslContextFactory.Server tls) {
        var one = new HttpConnectionFactory(http);
        if (!options.http2()) {
            return List.of(new SslConnectionFactory(tls, one.getProtocol()), one);
        }
        tls.setCipherComparator(HTTP2Cipher.COMPARATOR);
        tls.setUseCipherSuitesOrder(true);
        var two = new HTTP2ServerConnectionFactory(http);
        var choice = new ALPNServerConnectionFactory();
        choice.setDefaultProtocol(one.getProtocol());
        return List.of(new SslConnectionFactory(tls, choice.getProtocol()), choice, two, one);
    }

    private HttpConfiguration configuration() {
        var http = new HttpConfiguration();
        http.setRequestHeaderSize(options.maxHeaderBytes());
        http.setSendServerVersion(false);
        http.setUriCompliance(SPLIT_BEFORE_DECODED);
        if (options.tls() != null) {
            http.addCustomizer(
                    new SecureRequestCustomizer(false)); // any host, as Node serves it: a client checks the name
        }
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

    private static UnaryOperator<Handler> upgrades(Server server, Errors errors, @Nullable SocketEntrance sockets) {
        if (sockets == null) {
            return handler -> handler;
        }
        var components = WebSocketServerComponents.ensureWebSocketComponents(server);
        return handler -> new UpgradeHandler(sockets, components, errors, handler);
    }

    private Handler handlers(RequestHandler requests, UnaryOperator<Handler> upgrades) {
        Handler handler = requests;
        var cors = options.cors();
        if (cors != null) {
            handler = crossOrigin(cors, handler);
        }
        if (options.compression()) {
            handler = compression(handler);
        }
        handler = upgrades.apply(handler);
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
        handler.setDeliverPreflightRequests(true);
        handler.setHandler(new PreflightHandler(cors, within));
        return handler;
    }

    private static Handler compression(Handler within) {
        var handler = new CompressionHandler(within);
        handler.putCompression(new GzipCompression());
        var config = CompressionConfig.builder().defaults();
        LIVE_TYPES.forEach(config::compressExcludeMimeType);
        METHODS.forEach(method -> config.compressIncludeMethod(method).decompressIncludeMethod(method));
        handler.putConfiguration(ALL_PATHS, config.build());
        return handler;
    }
}
