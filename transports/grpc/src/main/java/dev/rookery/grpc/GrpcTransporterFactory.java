package dev.rookery.grpc;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.transport.TransportSettings;
import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes what {@code rookery.transport=grpc} asks for. The options are those of {@link GrpcOptions}, but for {@code descriptors}, credentials of the
 * driver and its own settings, which only code can give.
 */
public final class GrpcTransporterFactory implements TransporterFactory {

    /** Called by the service loader. */
    public GrpcTransporterFactory() {}

    @Override
    public String id() {
        return GrpcTransporter.ID;
    }

    @Override
    public Transporter create(TransportSettings settings) {
        var builder = GrpcTransporter.builder();
        settings.text("host").ifPresent(builder::host);
        settings.number("port").ifPresent(builder::port);
        builder.packageName(settings.list("packages").toArray(String[]::new));
        builder.protoPath(settings.list("protoPaths").stream().map(Path::of).toArray(Path[]::new));
        builder.includeDirs(settings.list("includeDirs").stream().map(Path::of).toArray(Path[]::new));
        settings.flag("keepCase").ifPresent(builder::keepCase);
        settings.flag("defaults").ifPresent(builder::defaults);
        settings.flag("enumsAsNumbers").ifPresent(builder::enumsAsNumbers);
        limits(settings, builder);
        settings.text("target").ifPresent(builder::target);
        settings.text("loadBalancing").ifPresent(builder::loadBalancing);
        settings.text("authority").ifPresent(builder::authority);
        settings.text("compression").ifPresent(builder::compression);
        builder.keepAlive(keepAlive(settings.section("keepAlive")));
        tls(settings.section("tls")).ifPresent(builder::tls);
        settings.flag("reflection").ifPresent(builder::reflection);
        settings.flag("health").ifPresent(builder::health);
        return builder.build();
    }

    private static void limits(TransportSettings settings, GrpcTransporter.Builder builder) {
        settings.number("maxInboundMessageBytes").ifPresent(builder::maxInboundMessageBytes);
        settings.number("maxOutboundMessageBytes").ifPresent(builder::maxOutboundMessageBytes);
        settings.number("maxMetadataBytes").ifPresent(builder::maxMetadataBytes);
        settings.number("maxCallsPerConnection").ifPresent(builder::maxCallsPerConnection);
    }

    private static GrpcKeepAlive keepAlive(TransportSettings settings) {
        var standard = GrpcKeepAlive.DEFAULT;
        return new GrpcKeepAlive(
                settings.duration("serverInterval").orElse(standard.serverInterval()),
                settings.duration("clientInterval").orElse(standard.clientInterval()),
                settings.duration("timeout").orElse(standard.timeout()),
                settings.flag("withoutCalls").orElse(standard.withoutCalls()),
                settings.duration("permittedInterval").orElse(standard.permittedInterval()),
                settings.flag("permittedWithoutCalls").orElse(standard.permittedWithoutCalls()));
    }

    /** Encrypts as soon as one of the options is there, and {@code enabled} does not say otherwise. */
    private static Optional<GrpcTls> tls(TransportSettings settings) {
        var builder = GrpcTls.builder();
        var enabled = settings.flag("enabled").orElse(!settings.isEmpty());
        var certificate = settings.text("certificate").map(Path::of).orElse(null);
        var key = settings.text("key").map(Path::of).orElse(null);
        settings.text("keyPassword").ifPresent(builder::keyPassword);
        settings.text("trust").map(Path::of).ifPresent(builder::trust);
        settings.choice("clientCertificates", GrpcTls.ClientCertificates.class).ifPresent(builder::clientCertificates);
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
