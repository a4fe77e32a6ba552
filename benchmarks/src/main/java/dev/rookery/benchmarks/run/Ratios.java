package dev.rookery.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ratios that were reached before, in a file that is committed. A line is {@code scenario;figure;contender;ratio to the scenario's first
 * contender}.
 */
final class Ratios {
    /** How much worse a ratio may get before it is named. */
    private static final double TOLERANCE = 0.15;

    private final Path file;

    Ratios(Path file) {
        this.file = file;
    }

    /** Keeps what was measured for later checks; scenarios that were not measured keep what they had. */
    void accept(Collection<Result> results) throws IOException {
        var kept = read();
        kept.putAll(measured(results));
        var text = new StringBuilder();
        kept.forEach((key, ratio) -> text.append(key).append(String.format(Locale.ROOT, ";%.3f%n", ratio)));
        Files.writeString(file, text);
    }

    /** Names what got worse, and what nothing was kept of to compare with; false if there is either. */
    boolean check(Collection<Result> results) throws IOException {
        var known = read();
        var worse = 0;
        var compared = 0;
        var unknown = 0;
        for (var entry : measured(results).entrySet()) {
            var before = known.get(entry.getKey());
            if (before == null) {
                unknown++;
                System.out.printf(
                        "not kept: %s: run bin/bench --accept once%n",
                        entry.getKey().replace(";", ", "));
                continue;
            }
            compared++;
            var change = isBetterHigh(entry.getKey()) ? before / entry.getValue() : entry.getValue() / before;
            if (change > 1 + TOLERANCE) {
                worse++;
                System.out.printf(
                        Locale.ROOT,
                        "worse: %s: %.3f of the first, was %.3f%n",
                        entry.getKey().replace(";", ", "),
                        entry.getValue(),
                        before);
            }
        }
        System.out.printf(
                Locale.ROOT, "%d ratios compared, %d worse by more than %.0f %%%n", compared, worse, TOLERANCE * 100);
        return worse == 0 && unknown == 0 && compared > 0;
    }

    private static boolean isBetterHigh(String key) {
        return Figure.valueOf(key.split(";", -1)[1]).moreIsBetter();
    }

    /** Of ours only: what others do is not ours to guard. */
    private static Map<String, Double> measured(Collection<Result> results) {
        var ratios = new TreeMap<String, Double>();
        for (var result : results) {
            var first = result.samples().values().iterator().next();
            result.samples().forEach((name, samples) -> {
                for (var figure : Figure.values()) {
                    if (figure.isGuarded() && result.scenario().isOurs(name) && !samples.equals(first)) {
                        samples.ratioTo(first, figure)
                                .ifPresent(
                                        ratio -> ratios.put(result.scenario().id() + ";" + figure + ";" + name, ratio));
                    }
                }
            });
        }
        return ratios;
    }

    private Map<String, Double> read() throws IOException {
        var ratios = new TreeMap<String, Double>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                var end = line.lastIndexOf(';');
                ratios.put(line.substring(0, end), Double.parseDouble(line.substring(end + 1)));
            }
        }
        return ratios;
    }
}
