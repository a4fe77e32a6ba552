package dev.rookery.benchmarks.run;

import static java.util.Objects.requireNonNull;

import dev.rookery.benchmarks.load.Ask;
import dev.rookery.benchmarks.load.LoadPlan;
import dev.rookery.benchmarks.load.LoadResult;
import dev.rookery.benchmarks.load.LoadRun;
import dev.rookery.benchmarks.load.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Services under the load generator: each with all it can take, turn by turn; then, where that is wanted, at half the rate of the slowest.
 *
 * @param withLatency whether all contenders have the same load, so that their latency can be compared
 */
record ServiceLoad(String id, String title, List<Contender> contenders, boolean withLatency) implements Scenario {
    ServiceLoad {
        contenders = List.copyOf(contenders);
    }

    @Override
    public String measure(Settings settings, Map<String, Samples> samples) throws Exception {
        try (var processes = new Processes(settings.logs())) {
            var services = new ArrayList<Service>();
            for (var contender : contenders) {
                var process = processes.start(contender.service());
                var service = new Service(
                        process,
                        process.awaitPort(),
                        requireNonNull(contender.load()),
                        requireNonNull(samples.get(contender.name())));
                services.add(service);
                service.warmUp(settings.warmup());
            }
            for (var round = 0; round < settings.rounds(); round++) {
                for (var service : services) {
                    service.saturate(settings.turn());
                }
            }
            var note = withLatency && settings.latencyRounds() > 0 ? latency(services, settings) : "";
            services.forEach(Service::remember);
            return note;
        }
    }

    private static String latency(List<Service> services, Settings settings) throws Exception {
        var slowest =
                services.stream().mapToDouble(Service::requestsPerSecond).min().orElseThrow();
        for (var round = 0; round < settings.latencyRounds(); round++) {
            for (var service : services) {
                service.atRate(slowest / 2, settings.turn());
            }
        }
        return String.format(Locale.ROOT, "Latency at %,.0f requests/s, half of what the slowest can do.", slowest / 2);
    }

    /** One of the services, while it runs. */
    private record Service(MeasuredProcess process, int port, Load load, Samples samples) {
        private static final Duration LONGEST_WAIT_FOR_EVENTS = Duration.ofSeconds(10);
        private static final Request HANDLED = Request.of("\"handled\"", "0");

        private LoadPlan plan(Duration warmup, Duration duration, double perSecond) {
            return load.plan(port, warmup, duration, perSecond);
        }

        void warmUp(Duration warmup) throws Exception {
            run(plan(warmup, Settings.LEAD, 0));
        }

        private LoadResult run(LoadPlan plan) throws Exception {
            return run(plan, () -> {}, () -> {});
        }

        private LoadResult run(LoadPlan plan, Runnable countingBegins, Runnable countingEnds) throws Exception {
            var before = load.request().events() == 0 ? 0 : handled();
            var result = LoadRun.run(plan, countingBegins, countingEnds);
            if (load.request().events() > 0) {
                requireHandled(before + result.allRequests() * load.request().events());
            }
            return result;
        }

        /** Events have no reply, so the service is asked how many it has handled. */
        private void requireHandled(long expected) throws Exception {
            var deadline = System.nanoTime() + LONGEST_WAIT_FOR_EVENTS.toNanos();
            for (var handled = handled(); handled != expected; handled = handled()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(expected + " events were sent, " + handled + " were handled");
                }
                Thread.sleep(Duration.ofMillis(10));
            }
        }

        private long handled() throws IOException {
            return Long.parseLong(Ask.once(port, HANDLED).replaceAll(".*\"response\":(\\d+).*", "$1"));
        }

        void saturate(Duration turn) throws Exception {
            var allocation = new Allocation(process);
            var cpu = new double[2];
            var result = run(
                    plan(Settings.LEAD, turn, 0),
                    () -> {
                        allocation.mark();
                        cpu[0] = process.cpuSeconds();
                    },
                    () -> {
                        cpu[1] = process.cpuSeconds();
                        allocation.mark();
                    });
            var messages = (double) result.requests() * load.request().messages();
            samples.add(Figure.PER_SECOND, messages / result.seconds());
            samples.add(Figure.SERVICE_CPU, (cpu[1] - cpu[0]) * 1e6 / messages);
            allocation.bytes().ifPresent(bytes -> samples.add(Figure.ALLOCATED, bytes / messages));
        }

        double requestsPerSecond() {
            return samples.median(Figure.PER_SECOND).orElseThrow()
                    / load.request().messages();
        }

        void atRate(double perSecond, Duration turn) throws Exception {
            var latency = run(plan(Settings.LEAD, turn, perSecond)).latency();
            samples.add(Figure.P50, latency.getValueAtPercentile(50) / 1e3);
            samples.add(Figure.P99, latency.getValueAtPercentile(99) / 1e3);
            samples.add(Figure.P999, latency.getValueAtPercentile(99.9) / 1e3);
        }

        void remember() {
            samples.add(Figure.PEAK_MEMORY, process.peakMegabytes());
        }
    }
}
