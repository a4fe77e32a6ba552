package dev.rookery.benchmarks.run;

import static java.util.Objects.requireNonNull;

import dev.rookery.benchmarks.load.LoadRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What memory a small service keeps: after a burst of load, then a steady trickle, then rest. */
record Memory(String id, String title, List<Contender> contenders) implements Scenario {
    private static final Duration BURST = Duration.ofSeconds(3);
    private static final Duration TRICKLE = Duration.ofSeconds(4);
    private static final double TRICKLE_PER_SECOND = 500;
    private static final long REST_SECONDS = 2;

    Memory {
        contenders = List.copyOf(contenders);
    }

    @Override
    public String measure(Settings settings, Map<String, Samples> samples) throws Exception {
        for (var round = 0; round < Math.min(3, settings.rounds()); round++) {
            for (var contender : contenders) {
                try (var process = MeasuredProcess.start(contender.service(), settings.logs())) {
                    measure(process, requireNonNull(contender.load()), requireNonNull(samples.get(contender.name())));
                }
            }
        }
        return "Resident memory after " + BURST.toSeconds() + " s of all the load that it can take, "
                + TRICKLE.toSeconds() + " s of " + (int) TRICKLE_PER_SECOND + " requests/s and " + REST_SECONDS
                + " s of rest.";
    }

    private static void measure(MeasuredProcess process, Load load, Samples samples) throws Exception {
        var port = process.awaitPort();
        LoadRun.run(load.plan(port, Duration.ZERO, BURST, 0));
        LoadRun.run(load.plan(port, Duration.ZERO, TRICKLE, TRICKLE_PER_SECOND));
        TimeUnit.SECONDS.sleep(REST_SECONDS);
        samples.add(Figure.STEADY_MEMORY, process.residentMegabytes());
        samples.add(Figure.PEAK_MEMORY, process.peakMegabytes());
    }
}
