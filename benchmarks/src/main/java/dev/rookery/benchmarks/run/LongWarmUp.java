package dev.rookery.benchmarks.run;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A scenario whose processes are still being compiled when others are warm.
 *
 * @param scenario what is measured
 * @param times how much longer each process is under load before its first turn
 */
record LongWarmUp(Scenario scenario, int times) implements Scenario {
    @Override
    public String id() {
        return scenario.id();
    }

    @Override
    public String title() {
        return scenario.title();
    }

    @Override
    public List<Contender> contenders() {
        return scenario.contenders();
    }

    @Override
    public String measure(Settings settings, Map<String, Samples> samples) throws Exception {
        var longer = settings.warmingUpFor(settings.warmup().multipliedBy(times));
        var note = scenario.measure(longer, samples);
        return String.format(
                        Locale.ROOT,
                        "Here each was warmed up for %.0f s. %s",
                        longer.warmup().toMillis() / 1e3,
                        note)
                .trim();
    }
}
