package dev.rookery.benchmarks.run;

import java.util.Map;

/**
 * What a scenario measured.
 *
 * @param scenario the scenario
 * @param samples what was measured of each contender, by name, in their order
 * @param note what a reader of the table should know; may be empty
 */
record Result(Scenario scenario, Map<String, Samples> samples, String note) {
    Samples of(String contender) {
        var found = samples.get(contender);
        if (found == null) {
            throw new IllegalArgumentException("No contender of " + scenario.id() + " is called " + contender
                    + " (expected: one of " + samples.keySet() + ")");
        }
        return found;
    }
}
