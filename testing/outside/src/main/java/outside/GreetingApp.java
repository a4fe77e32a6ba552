package outside;

import dev.rookery.Rookery;
import dev.rookery.nats.NatsTransporter;

final class GreetingApp {
    private GreetingApp() {}

    static NatsTransporter transport() {
        return NatsTransporter.builder().servers("nats://localhost:4222").build();
    }

    static void main() {
        Rookery.createMicroservice(GreetingModule.class, transport()).listen();
    }
}
