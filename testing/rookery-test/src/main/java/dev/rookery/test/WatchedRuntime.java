package dev.rookery.test;

import dev.rookery.codec.PacketCodec;
import dev.rookery.transport.Exchange;
import dev.rookery.transport.Inbound;
import dev.rookery.transport.ReplySink;
import dev.rookery.transport.Route;
import dev.rookery.transport.ServerRuntime;
import java.util.Collection;
import java.util.Optional;

/** What core does for a server, with each message told to those who watch. */
record WatchedRuntime(ServerRuntime runtime, Traffic traffic) implements ServerRuntime {
    @Override
    public PacketCodec codec() {
        return runtime.codec();
    }

    @Override
    public Collection<Route> routes() {
        return runtime.routes();
    }

    @Override
    public Optional<Route> match(String address) {
        return runtime.match(address);
    }

    @Override
    public Optional<Route> matchPattern(String patternJson) {
        return runtime.matchPattern(patternJson);
    }

    @Override
    public Exchange dispatch(Inbound inbound, ReplySink replies) {
        return traffic.watch(inbound, unmarked -> runtime.dispatch(unmarked, replies));
    }

    @Override
    public int maxInFlight() {
        return runtime.maxInFlight();
    }

    @Override
    public void burst(Runnable reading) {
        runtime.burst(reading);
    }
}
