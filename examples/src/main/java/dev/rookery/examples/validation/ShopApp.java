package dev.rookery.examples.validation;

import dev.rookery.Microservice;
import dev.rookery.Rookery;
import dev.rookery.codec.JsonPacketCodec;
import dev.rookery.codec.UnknownPolicy;
import dev.rookery.server.ServerOptions;
import dev.rookery.transport.Transporter;
import dev.rookery.validation.ErrorFormat;
import dev.rookery.validation.ValidationPipe;

final class ShopApp {
    private ShopApp() {}

    static Microservice start(Transporter transporter) {
        var codec = JsonPacketCodec.builder()
                .unknownProperties(UnknownPolicy.REFUSE) // what Nest calls forbidNonWhitelisted
                .build();
        return Rookery.createMicroservice(
                        ShopModule.class,
                        transporter,
                        ServerOptions.builder().codec(codec).build())
                .useGlobalPipes(ValidationPipe.builder()
                        .errorFormat(ErrorFormat.GROUPED)
                        .status(422)
                        .build())
                .listen();
    }
}
