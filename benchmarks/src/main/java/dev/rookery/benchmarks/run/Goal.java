package dev.rookery.benchmarks.run;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * A ratio that is to be reached.
 *
 * @param scenario where it is measured
 * @param figure what is measured
 * @param ours whose figure it is
 * @param theirs what it is divided by
 * @param limit the most that the ratio may be; the least, where more is better
 */
public record Goal(String scenario, Figure figure, String ours, String theirs, double limit) {

    OptionalDouble ratio(Map<String, Result> results) {
        var result = results.get(scenario);
        if (result == null) {
            return OptionalDouble.empty();
        }
        return result.of(ours).ratioTo(result.of(theirs), figure);
    }

    boolean isReachedBy(double ratio) {
        return figure.moreIsBetter() ? ratio >= limit : ratio <= limit;
    }

    String limitText() {
        return (figure.moreIsBetter() ? "≥ " : "≤ ") + limit;
    }
}
