package dev.rookery.grpc;

import dev.rookery.transport.TransportSettings;
import dev.rookery.transport.Transporter;
import dev.rookery.transport.TransporterFactory;
import java.nio.file.Path;

/**
 * Makes what {@code rookery.transport=grpc} asks for. The options are those of {@link GrpcOptions}, but for {@code descriptors} and the settings of
 * the driver, which only code can give.
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
        settings.number("maxInboundMessageBytes").ifPresent(builder::maxInboundMessageBytes);
        settings.number("maxMetadataBytes").ifPresent(builder::maxMetadataBytes);
        settings.number("maxCallsPerConnection").ifPresent(builder::maxCallsPerConnection);
        return builder.build();
    }
}
