package dev.rookery.tcp;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.transport.Backoff;
import dev.rookery.transport.TransportSettings;
import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes what {@code rookery.transport=tcp} asks for. The options are those of {@link TcpOptions}, but for {@code framing} and ready TLS
 * contexts, which only code can give.
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
        builder.backoff(backoff(settings.section("backoff")));
        builder.keepAlive(keepAlive(settings.section("keepAlive")));
        tls(settings.section("tls")).ifPresent(builder::tls);
        return builder.build();
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

    private static Backoff backoff(TransportSettings settings) {
        return new Backoff(
                settings.duration("first").orElse(Backoff.DEFAULT.first()),
                settings.duration("longest").orElse(Backoff.DEFAULT.longest()),
                settings.fraction("jitter").orElse(Backoff.DEFAULT.jitter()));
    }

    private static TcpKeepAlive keepAlive(TransportSettings settings) {
        return new TcpKeepAlive(
                settings.duration("idle").orElse(TcpKeepAlive.DEFAULT.idle()),
                settings.duration("interval").orElse(TcpKeepAlive.DEFAULT.interval()),
                settings.number("probes").orElse(TcpKeepAlive.DEFAULT.probes()));
    }

    /** Encrypts as soon as one of the options is there, and {@code enabled} does not say otherwise. */
    private static Optional<TcpTls> tls(TransportSettings settings) {
        var builder = TcpTls.builder();
        var enabled = settings.flag("enabled").orElse(!settings.isEmpty());
        var certificate = settings.text("certificate").map(Path::of).orElse(null);
        var key = settings.text("key").map(Path::of).orElse(null);
        settings.text("keyPassword").ifPresent(builder::keyPassword);
        settings.text("trust").map(Path::of).ifPresent(builder::trust);
        settings.choice("clientCertificates", TcpTls.ClientCertificates.class).ifPresent(builder::clientCertificates);
        settings.flag("verifyHostname").ifPresent(builder::verifyHostname);
        if (!enabled) {
            return Optional.empty();
        }
        if (certificate != null || key != null) {
            builder.certificate(
                    needed("tls.certificate", certificate, "a PEM file with the certificate of the key"),
                    needed("tls.key", key, "a PEM file with the key of the certificate, in PKCS#8"));
        }
        return Optional.of(builder.build());
    }

    private static Path needed(String option, @Nullable Path file, String expected) {
        if (file == null) {
            throw new InvalidOptionException(option, null, expected);
        }
        return file;
    }
}
