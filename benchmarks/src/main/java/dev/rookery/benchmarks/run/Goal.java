package dev.rookery.benchmarks.run;

import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A ratio, or a figure, that is to be reached.
 *
 * @param scenario where it is measured
 * @param figure what is measured
 * @param ours whose figure it is
 * @param theirs what it is divided by; null where the figure itself is what counts
 * @param limit the most that it may be; the least, where more is better
 */
public record Goal(
        String scenario,
        Figure figure,
        String ours,
        @Nullable String theirs,
        double limit) {

    /** What was measured; a ratio, where there is something to divide by. */
    OptionalDouble measured(Map<String, Result> results) {
        var result = results.get(scenario);
        if (result == null) {
            return OptionalDouble.empty();
        }
        return theirs == null ? result.of(ours).median(figure) : result.of(ours).ratioTo(result.of(theirs), figure);
    }

    boolean isReachedBy(double measured) {
        return figure.moreIsBetter() ? measured >= limit : measured <= limit;
    }

    String limitText() {
        return (figure.moreIsBetter() ? "≥ " : "≤ ") + limit;
    }
}
