package dev.rookery.benchmarks.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** What was measured of one contender, round by round. */
final class Samples {
    private final Map<Figure, List<Double>> values = new EnumMap<>(Figure.class);

    void add(Figure figure, double value) {
        values.computeIfAbsent(figure, _ -> new ArrayList<>()).add(value);
    }

    boolean has(Figure figure) {
        return values.containsKey(figure);
    }

    OptionalDouble median(Figure figure) {
        return median(values.getOrDefault(figure, List.of()).stream().mapToDouble(Double::doubleValue));
    }

    /** The median of the ratios round by round, so that what slows one round down slows both sides of it. */
    OptionalDouble ratioTo(Samples other, Figure figure) {
        var ours = values.getOrDefault(figure, List.of());
        var theirs = other.values.getOrDefault(figure, List.of());
        return median(IntStream.range(0, Math.min(ours.size(), theirs.size()))
                .mapToDouble(round -> ours.get(round) / theirs.get(round)));
    }

    private static OptionalDouble median(java.util.stream.DoubleStream stream) {
        var sorted = stream.toArray();
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
