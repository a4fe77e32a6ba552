package dev.rookery.tck;

import static dev.rookery.transport.Capability.CANCELLATION;
import static dev.rookery.transport.Capability.DEMAND;
import static dev.rookery.transport.Capability.EVENT;
import static dev.rookery.transport.Capability.HEADERS;
import static dev.rookery.transport.Capability.NO_LISTENER_KNOWN;
import static dev.rookery.transport.Capability.PAUSE;
import static dev.rookery.transport.Capability.REQUEST;
import static dev.rookery.transport.Capability.REQUEST_STREAM;
import static dev.rookery.transport.Capability.SETTLES;
import static dev.rookery.transport.Capability.SHARED_WORK;
import static dev.rookery.transport.Capability.WILDCARDS;

import dev.rookery.transport.Capability;
import dev.rookery.transport.Transporter;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Rookery's own transports are bound to do, so that none skips a test by declaring less. Transports of others declare for
 * themselves.
 */
final class CapabilityTable {
    private static final Map<String, Row> ROWS = Map.of(
            "tcp", row(REQUEST, EVENT, DEMAND, PAUSE, NO_LISTENER_KNOWN),
            "redis", row(REQUEST, EVENT, NO_LISTENER_KNOWN).orWith(WILDCARDS, SHARED_WORK),
            "nats", row(REQUEST, EVENT, WILDCARDS, HEADERS, NO_LISTENER_KNOWN, SHARED_WORK),
            "mqtt", row(REQUEST, EVENT, WILDCARDS, SHARED_WORK).orWith(HEADERS, DEMAND, PAUSE, SETTLES),
            "rabbitmq",
                    row(REQUEST, EVENT, WILDCARDS, HEADERS, DEMAND, PAUSE, SHARED_WORK, SETTLES)
                            .orWith(NO_LISTENER_KNOWN),
            "kafka", row(REQUEST, EVENT, WILDCARDS, HEADERS, PAUSE, SHARED_WORK, SETTLES),
            "grpc", row(REQUEST, REQUEST_STREAM, HEADERS, DEMAND, PAUSE, NO_LISTENER_KNOWN, CANCELLATION),
            "memory",
                    row(
                            REQUEST,
                            EVENT,
                            WILDCARDS,
                            HEADERS,
                            DEMAND,
                            PAUSE,
                            NO_LISTENER_KNOWN,
                            SHARED_WORK,
                            CANCELLATION));

    /** Where patterns are the names of something that may have few characters. */
    private static final Set<String> FEW_PATTERNS = Set.of("kafka");

    private CapabilityTable() {}

    static boolean takesAnyPattern(String transportId) {
        return !FEW_PATTERNS.contains(transportId);
    }

    /** What a transport has to do: its row for a known one, with what the fixture chose of it, else what it declares. */
    static Set<Capability> required(Transporter transporter, TransportFixture fixture) {
        return row(transporter.id())
                .map(known -> known.with(fixture.chosen()))
                .orElseGet(() -> Set.copyOf(transporter.capabilities()));
    }

    static Optional<Row> row(String transportId) {
        return Optional.ofNullable(ROWS.get(transportId));
    }

    private static Row row(Capability first, Capability... others) {
        return new Row(EnumSet.of(first, others), Set.of());
    }

    /** A transport's capabilities: those that it always has, and those that depend on its options. */
    record Row(Set<Capability> always, Set<Capability> byOption) {

        Row orWith(Capability... options) {
            return new Row(always, Set.of(options));
        }

        Set<Capability> with(Set<Capability> chosen) {
            if (!byOption.containsAll(chosen)) {
                throw new IllegalArgumentException("chosen(): " + chosen + " (expected: some of " + byOption
                        + ", which depend on options; all else is in the table)");
            }
            var all = EnumSet.copyOf(always);
            all.addAll(chosen);
            return all;
        }
    }
}
