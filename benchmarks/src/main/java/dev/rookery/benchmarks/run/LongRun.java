package dev.rookery.benchmarks.run;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A scenario that needs more time than others: its processes are still being compiled when others are warm, or a turn has too few of its calls.
 *
 * @param scenario what is measured
 * @param warmUp how many times as long each process is under load before its first turn
 * @param turn how many times as long a turn is
 */
record LongRun(Scenario scenario, int warmUp, int turn) implements Scenario {
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
        var longer = settings.warmingUpFor(settings.warmup().multipliedBy(warmUp))
                .takingTurnsOf(settings.turn().multipliedBy(turn));
        var note = scenario.measure(longer, samples);
        return String.format(
                        Locale.ROOT,
                        "Here each was warmed up for %.0f s, and a turn takes %.0f s. %s",
                        longer.warmup().toMillis() / 1e3,
                        longer.turn().toMillis() / 1e3,
                        note)
                .trim();
    }
}
