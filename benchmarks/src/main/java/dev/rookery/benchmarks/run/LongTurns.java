package dev.rookery.benchmarks.run;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A scenario whose calls take so long that a turn has too few of them.
 *
 * @param scenario what is measured
 * @param times how much longer a turn is
 */
record LongTurns(Scenario scenario, int times) implements Scenario {
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
        var longer = settings.takingTurnsOf(settings.turn().multipliedBy(times));
        var note = scenario.measure(longer, samples);
        return String.format(
                        Locale.ROOT,
                        "Here a turn takes %.0f s. %s",
                        longer.turn().toMillis() / 1e3,
                        note)
                .trim();
    }
}
