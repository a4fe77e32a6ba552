package dev.rookery.tcp;

import dev.rookery.transport.Backoff;
import dev.rookery.transport.TransportSettings;
import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;

/**
 * Makes what {@code rookery.transport=tcp} asks for. The options are those of {@link TcpOptions}, but for {@code framing} and TLS
 * managers of one's own, which only code can give.
 */
public final class TcpTransporterFactory implements TransporterFactory {

    /** Called by the service loader. */
    public TcpTransporterFactory() {}

    @Override
    public String id() {
        return TcpTransporter.ID;
    }

    @Override
    public Transporter create(TransportSettings settings) {
        var builder = TcpTransporter.builder();
        settings.text("host").ifPresent(builder::host);
        settings.number("port").ifPresent(builder::port);
        var addresses = settings.list("addresses");
        if (!addresses.isEmpty()) {
            builder.addresses(addresses.toArray(String[]::new));
        }
        settings.number("startRetries").ifPresent(builder::startRetries);
        limits(settings, builder);
        builder.backoff(settings.backoff("backoff", Backoff.DEFAULT));
        builder.keepAlive(keepAlive(settings.section("keepAlive")));
        settings.tls().ifPresent(builder::tls);
        var made = builder.build();
        if (settings.isForServer()) {
            made.checkServer();
        } else {
            made.checkClient();
        }
        return made;
    }

    private static void limits(TransportSettings settings, TcpTransporter.Builder builder) {
        settings.number("maxFrameBytes").ifPresent(builder::maxFrameBytes);
        settings.duration("partialFrameTimeout").ifPresent(builder::partialFrameTimeout);
        settings.largeNumber("maxUnsentBytes").ifPresent(builder::maxUnsentBytes);
        settings.duration("idleTimeout").ifPresent(builder::idleTimeout);
        settings.number("maxConnections").ifPresent(builder::maxConnections);
        settings.duration("connectTimeout").ifPresent(builder::connectTimeout);
        settings.number("maxWaitingMessages").ifPresent(builder::maxWaitingMessages);
        settings.number("ioThreads").ifPresent(builder::ioThreads);
        settings.flag("nativeTransport").ifPresent(builder::nativeTransport);
    }

    private static TcpKeepAlive keepAlive(TransportSettings settings) {
        return new TcpKeepAlive(
                settings.duration("idle").orElse(TcpKeepAlive.DEFAULT.idle()),
                settings.duration("interval").orElse(TcpKeepAlive.DEFAULT.interval()),
                settings.number("probes").orElse(TcpKeepAlive.DEFAULT.probes()));
    }
}
