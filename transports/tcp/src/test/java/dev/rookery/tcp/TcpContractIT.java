package dev.rookery.tcp;

import dev.rookery.server.MicroserviceServer;
import dev.rookery.tck.ConnectionContract;
import dev.rookery.tck.TransportFixture;
import dev.rookery.tck.TransporterContract;
import dev.rookery.transport.Transporter;
import java.util.ArrayList;
import java.util.List;

/** TCP passes the contract. */
final class TcpContractIT implements TransporterContract, ConnectionContract {

    @Override
    public TransportFixture newFixture() {
        return new BreakableFixture();
    }

    /** Puts something between client and server that can cut them off. */
    private static final class BreakableFixture extends TcpFixture {
        private final List<BreakableLink> links = new ArrayList<>();

        @Override
        public Transporter client(MicroserviceServer server) {
            var link = BreakableLink.to(port(server));
            links.add(link);
            return TcpTransporter.builder().port(link.port()).build();
        }

        @Override
        public void cutConnections() {
            links.forEach(BreakableLink::cut);
        }

        @Override
        public void close() {
            links.forEach(BreakableLink::close);
        }
    }
}
