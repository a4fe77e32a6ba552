package dev.rookery.tck;

import dev.rookery.codec.PacketCodec;
import dev.rookery.pattern.WildcardSyntax;
import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.Correlation;
import dev.rookery.transport.IntakeControl;
import dev.rookery.transport.MessageContext;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.Transporter;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** A transporter whose clients' correlations can be looked at when the test is over. */
record WatchedTransporter(Transporter watched, Collection<Correlation> correlations) implements Transporter {

    @Override
    public String id() {
        return watched.id();
    }

    @Override
    public Set<Capability> capabilities() {
        return watched.capabilities();
    }

    @Override
    public Optional<WildcardSyntax> wildcards() {
        return watched.wildcards();
    }

    @Override
    public Class<? extends MessageContext> contextType() {
        return watched.contextType();
    }

    @Override
    public TransportServer newServer(ServerRuntime runtime) {
        return watched.newServer(runtime);
    }

    @Override
    public TransportClient newClient(ClientRuntime runtime) {
        return watched.newClient(new WatchedRuntime(runtime, correlations));
    }

    @Override
    public String toString() {
        return watched.toString();
    }

    private record WatchedRuntime(ClientRuntime watched, Collection<Correlation> correlations)
            implements ClientRuntime {
        @Override
        public PacketCodec codec() {
            return watched.codec();
        }

        @Override
        public Correlation newCorrelation(IntakeControl intake) {
            return remembered(watched.newCorrelation(intake));
        }

        @Override
        public Correlation newCorrelation() {
            return remembered(watched.newCorrelation());
        }

        private Correlation remembered(Correlation correlation) {
            correlations.add(correlation);
            return correlation;
        }
    }
}
