package dev.rookery.benchmarks.run;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a run measures.
 *
 * @param rounds how often each contender has its turn
 * @param latencyRounds how often at a given rate; 0 leaves latency out
 * @param warmup how long a process is under load before its first turn
 * @param turn how long a turn counts
 * @param logs where the processes' error output goes
 */
record Settings(int rounds, int latencyRounds, Duration warmup, Duration turn, Path logs) {
    /** The load before each later turn, which sees to it that connections are up and queues are full. */
    static final Duration LEAD = Duration.ofMillis(400);

    static Settings full(Path logs) {
        return new Settings(5, 2, Duration.ofSeconds(8), Duration.ofSeconds(2), logs);
    }

    static Settings quick(Path logs) {
        return new Settings(3, 0, Duration.ofSeconds(3), Duration.ofSeconds(1), logs);
    }

    /** The same with another warm-up. */
    Settings warmingUpFor(Duration other) {
        return new Settings(rounds, latencyRounds, other, turn, logs);
    }

    /** The same with other turns. */
    Settings takingTurnsOf(Duration other) {
        return new Settings(rounds, latencyRounds, warmup, other, logs);
    }

    @Override
    public String toString() {
        return rounds + " rounds of " + turn.toMillis() / 1e3 + " s each, in turn, after a warm-up of "
                + warmup.toMillis() / 1e3 + " s";
    }
}
