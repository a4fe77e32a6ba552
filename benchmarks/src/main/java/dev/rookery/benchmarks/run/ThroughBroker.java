package dev.rookery.benchmarks.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Services and clients that meet at a broker. Each contender has a broker of its own, so that nobody gets what is another one's; all are the same
 * program, and those whose turn it is not are idle.
 *
 * @param calls what is measured; its services take the port of the broker as the last argument, and say that they are ready there
 * @param broker starts a broker, which prints {@code ready <port>}
 */
record ThroughBroker(EndToEnd calls, Command broker) implements Scenario {
    @Override
    public String id() {
        return calls.id();
    }

    @Override
    public String title() {
        return calls.title();
    }

    @Override
    public List<Contender> contenders() {
        return calls.contenders();
    }

    @Override
    public String measure(Settings settings, Map<String, Samples> samples) throws Exception {
        try (var brokers = new Processes(settings.logs())) {
            var placed = new ArrayList<Contender>();
            for (var contender : contenders()) {
                var port = brokers.start(broker).awaitPort();
                placed.add(contender.withService(contender.service().with(String.valueOf(port))));
            }
            return calls.among(placed).measure(settings, samples);
        }
    }
}
