package dev.rookery.grpc;

import dev.rookery.transport.TransportSettings;
import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;
import java.nio.file.Path;

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
        builder.packages(settings.list("packages").toArray(String[]::new));
        builder.protoPaths(settings.list("protoPaths").stream().map(Path::of).toArray(Path[]::new));
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
        settings.flag("reflection").ifPresent(builder::reflection);
        settings.flag("health").ifPresent(builder::health);
        settings.tls().ifPresent(builder::tls);
        var made = builder.build();
        if (settings.isForServer()) {
            made.checkServer();
        } else {
            made.checkClient();
        }
        return made;
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
}
