package dev.rookery.benchmarks.run;

import java.util.List;

/**
 * What is measured of one transport, or of one door.
 *
 * @param name how the command line calls it
 * @param scenarios its scenarios, the main one first
 * @param goals the ratios that are to be reached
 * @param quick the ids of the scenarios that a quick run measures
 */
record Suite(String name, List<Scenario> scenarios, List<Goal> goals, List<String> quick) {
    Suite {
        scenarios = List.copyOf(scenarios);
        goals = List.copyOf(goals);
        quick = List.copyOf(quick);
    }
}
