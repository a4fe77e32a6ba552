package dev.rookery.benchmarks.run;

import static java.util.Objects.requireNonNull;

import dev.rookery.benchmarks.load.Ask;
import java.util.List;
import java.util.Map;

/**
 * How long it takes from the start of a service's process to its first reply.
 *
 * @param trainings what has to run before, so that there are the caches that contenders start with
 */
record StartUp(String id, String title, List<Contender> contenders, List<Training> trainings) implements Scenario {
    /** A start takes so little time that there may be more of them than turns elsewhere. */
    private static final int STARTS_A_ROUND = 2;

    StartUp {
        contenders = List.copyOf(contenders);
        trainings = List.copyOf(trainings);
    }

    @Override
    public String measure(Settings settings, Map<String, Samples> samples) throws Exception {
        for (var training : trainings) {
            training.run(settings);
        }
        for (var contender : contenders) {
            start(contender, settings, new Samples()); // files are in the system's cache from now on
        }
        for (var round = 0; round < settings.rounds() * STARTS_A_ROUND; round++) {
            for (var contender : contenders) {
                start(contender, settings, requireNonNull(samples.get(contender.name())));
            }
        }
        return "";
    }

    private static void start(Contender contender, Settings settings, Samples samples) throws Exception {
        var began = System.nanoTime();
        try (var process = MeasuredProcess.start(contender.service(), settings.logs())) {
            var port = process.awaitPort();
            Ask.once(port, requireNonNull(contender.load()).request());
            samples.add(Figure.FIRST_REPLY, (System.nanoTime() - began) / 1e6);
            samples.add(Figure.START_CPU, process.cpuSeconds() * 1e3);
        }
    }
}
