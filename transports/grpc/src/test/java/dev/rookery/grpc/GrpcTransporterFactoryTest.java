package dev.rookery.grpc;

import dev.rookery.tck.FactoryContract;
import dev.rookery.transport.TransporterFactory;
import java.util.Set;

/** What a configuration says of gRPC is what code would say. */
final class GrpcTransporterFactoryTest implements FactoryContract {

    @Override
    public TransporterFactory newFactory() {
        return new GrpcTransporterFactory();
    }

    @Override
    public Record optionsOf(dev.rookery.transport.Transporter made) {
        return ((GrpcTransporter) made).options();
    }

    @Override
    public Record defaults() {
        return GrpcTransporter.builder().build().options();
    }

    @Override
    public Set<String> onlyByCode() {
        return Set.of(
                "descriptors",
                "serverCredentials",
                "channelCredentials",
                "callCredentials",
                "serverDriver",
                "clientDriver");
    }
}
