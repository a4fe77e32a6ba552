package dev.rookery.benchmarks.rookery;

import java.util.List;

/** The work of the handlers. */
public final class Sums {
    private Sums() {}

    /**
     * Adds up.
     *
     * @param numbers what is added
     * @return the sum
     */
    public static int add(List<Integer> numbers) {
        var sum = 0;
        for (var number : numbers) {
            sum += number;
        }
        return sum;
    }
}
