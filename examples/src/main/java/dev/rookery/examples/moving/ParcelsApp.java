package dev.rookery.examples.moving;

import dev.rookery.Rookery;
import dev.rookery.nats.NatsTransporter;

/** The service as a process. */
final class ParcelsApp {
    private ParcelsApp() {}

    /** Takes the address of the NATS server. */
    static void main(String[] arguments) {
        var nats = NatsTransporter.builder()
                .servers(arguments[0])
                .queue("parcels") // the same as in Nest: the two share what comes
                .build();
        Rookery.createMicroservice(ParcelsModule.class, nats).listen();
    }
}
