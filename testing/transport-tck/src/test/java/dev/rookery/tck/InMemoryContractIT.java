package dev.rookery.tck;

import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.server.MicroserviceServer;
import dev.rookery.transport.Transporter;

/** The in-memory transport passes the contract. */
final class InMemoryContractIT implements TransporterContract {

    @Override
    public TransportFixture newFixture() {
        return new InMemoryFixture(new InMemoryTransporter());
    }

    private record InMemoryFixture(InMemoryTransporter world) implements TransportFixture {
        @Override
        public Transporter server() {
            return world;
        }

        @Override
        public Transporter client(MicroserviceServer server) {
            return world;
        }

        @Override
        public Transporter withoutServer() {
            return new InMemoryTransporter();
        }
    }
}
