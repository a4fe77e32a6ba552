package dev.rookery.benchmarks.run;

import static java.util.Objects.requireNonNull;

import dev.rookery.benchmarks.process.Work;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Services with their own clients, each in a process of its own: first all that they can do together, turn by turn, then at half the rate of the
 * slowest.
 *
 * @param work what the clients ask for
 * @param inFlight how many calls are on their way at one time
 * @param withLatency whether all contenders bear calls that come when they are due, however many are on their way
 */
record EndToEnd(String id, String title, Work work, int inFlight, List<Contender> contenders, boolean withLatency)
        implements Scenario {
    EndToEnd {
        contenders = List.copyOf(contenders);
    }

    /** The same with contenders that are placed elsewhere. */
    EndToEnd among(List<Contender> placed) {
        return new EndToEnd(id, title, work, inFlight, placed, withLatency);
    }

    @Override
    public String measure(Settings settings, Map<String, Samples> samples) throws Exception {
        try (var processes = new Processes(settings.logs())) {
            var pairs = new ArrayList<Pair>();
            for (var contender : contenders) {
                var service = processes.start(contender.service());
                var port = service.awaitPort();
                var client = processes.start(requireNonNull(contender.client()).with(String.valueOf(port)));
                client.awaitReady();
                var pair = new Pair(service, client, requireNonNull(samples.get(contender.name())));
                pairs.add(pair);
                pair.run(settings.warmup(), Settings.LEAD, 0);
            }
            for (var round = 0; round < settings.rounds(); round++) {
                for (var pair : pairs) {
                    pair.saturate(settings.turn());
                }
            }
            return withLatency && settings.latencyRounds() > 0 ? latency(pairs, settings) : "";
        }
    }

    private String latency(List<Pair> pairs, Settings settings) throws IOException {
        var slowest = pairs.stream()
                .mapToDouble(pair -> pair.samples().median(Figure.PER_SECOND).orElseThrow())
                .min()
                .orElseThrow();
        var rate = slowest / work.messages() / 2;
        for (var round = 0; round < settings.latencyRounds(); round++) {
            for (var pair : pairs) {
                pair.atRate(rate, settings.turn());
            }
        }
        return String.format(Locale.ROOT, "Latency at %,.0f calls/s, half of what the slowest can do.", rate);
    }

    /** A service and its client, while they run. */
    private final class Pair {
        private static final long PATIENCE_SECONDS = 90;

        private final MeasuredProcess service;
        private final MeasuredProcess client;
        private final Samples samples;

        Pair(MeasuredProcess service, MeasuredProcess client, Samples samples) {
            this.service = service;
            this.client = client;
            this.samples = samples;
        }

        Samples samples() {
            return samples;
        }

        private void begin(Duration warmup, Duration duration, double perSecond) throws IOException {
            client.tell("run " + work.option() + " " + inFlight + " " + warmup.toMillis() + " " + duration.toMillis()
                    + " " + perSecond);
            client.await("counting", warmup.toSeconds() + PATIENCE_SECONDS);
        }

        private String[] end(Duration duration) throws IOException {
            return client.await("result", duration.toSeconds() + PATIENCE_SECONDS)
                    .split(" ", -1);
        }

        void run(Duration warmup, Duration duration, double perSecond) throws IOException {
            begin(warmup, duration, perSecond);
            end(duration);
        }

        void saturate(Duration turn) throws IOException {
            begin(Settings.LEAD, turn, 0);
            var allocation = new Allocation(service);
            allocation.mark();
            var serviceCpu = service.cpuSeconds();
            var clientCpu = client.cpuSeconds();
            var result = end(turn);
            serviceCpu = service.cpuSeconds() - serviceCpu;
            clientCpu = client.cpuSeconds() - clientCpu;
            allocation.mark();
            if (Long.parseLong(result[0]) == 0) {
                throw new IllegalStateException("No call was answered in " + turn.toMillis()
                        + " ms: leave the machine alone, or measure for longer");
            }
            var messages = (double) Long.parseLong(result[0]) * work.messages();
            samples.add(Figure.PER_SECOND, messages * 1e9 / Long.parseLong(result[1]));
            samples.add(Figure.SERVICE_CPU, serviceCpu * 1e6 / messages);
            samples.add(Figure.CLIENT_CPU, clientCpu * 1e6 / messages);
            var bytes = allocation.bytes();
            bytes.ifPresent(sum -> samples.add(Figure.ALLOCATED, sum / messages));
        }

        void atRate(double perSecond, Duration turn) throws IOException {
            begin(Settings.LEAD, turn, perSecond);
            var result = end(turn);
            samples.add(Figure.P50, Long.parseLong(result[2]) / 1e3);
            samples.add(Figure.P99, Long.parseLong(result[3]) / 1e3);
            samples.add(Figure.P999, Long.parseLong(result[4]) / 1e3);
        }
    }
}
