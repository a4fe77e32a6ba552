package dev.rookery.benchmarks.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of a run as a page: what was measured, whether the goals are reached, a table a scenario. */
final class Report {
    private final Machine machine;
    private final Settings settings;
    private final List<Goal> goals;
    private final Map<String, Result> results;

    Report(Machine machine, Settings settings, List<Goal> goals, Map<String, Result> results) {
        this.machine = machine;
        this.settings = settings;
        this.goals = goals;
        this.results = results;
    }

    String text() {
        var text = new StringBuilder("# Benchmarks\n\n");
        machine.lines().forEach(line -> text.append("- ").append(line).append('\n'));
        text.append("- Medians of ").append(settings).append("; ratios are medians of the ratios round by round.\n\n");
        text.append(goalTable());
        results.values().forEach(result -> text.append(section(result)));
        return text.toString();
    }

    private String goalTable() {
        var rows = new ArrayList<String>();
        for (var goal : goals) {
            goal.measured(results)
                    .ifPresent(measured -> rows.add(row(
                            goal.scenario(),
                            goal.figure().title(),
                            goal.ours(),
                            goal.theirs() == null ? "–" : goal.theirs(),
                            String.format(Locale.ROOT, "%.2f", measured),
                            goal.limitText(),
                            goal.isReachedBy(measured) ? "reached" : "**missed**")));
        }
        return rows.isEmpty()
                ? ""
                : "## Goals\n\n" + row("scenario", "figure", "of", "against", "ratio, or figure", "goal", "")
                        + row("---", "---", "---", "---", "---:", "---", "---") + String.join("", rows) + "\n";
    }

    private static String section(Result result) {
        var text = new StringBuilder("## " + result.scenario().title() + "\n\n");
        var figures = Arrays.stream(Figure.values())
                .filter(figure -> result.samples().values().stream().anyMatch(samples -> samples.has(figure)))
                .toList();
        var main = mainFigure(figures);
        var first = result.samples().values().iterator().next();
        var head = new ArrayList<String>(List.of("`" + result.scenario().id() + "`"));
        var rule = new ArrayList<String>(List.of("---"));
        for (var figure : figures) {
            head.add(figure.title());
            rule.add("---:");
            if (figure == main) {
                head.add("of the first");
                rule.add("---:");
            }
        }
        text.append(row(head.toArray(String[]::new))).append(row(rule.toArray(String[]::new)));
        result.samples().forEach((name, samples) -> {
            var cells = new ArrayList<String>(List.of(name));
            for (var figure : figures) {
                cells.add(
                        samples.median(figure).isPresent()
                                ? String.format(
                                        Locale.ROOT,
                                        figure.format(),
                                        samples.median(figure).getAsDouble())
                                : "");
                if (figure == main) {
                    cells.add(String.format(
                            Locale.ROOT, "%.2f", samples.ratioTo(first, figure).orElse(Double.NaN)));
                }
            }
            text.append(row(cells.toArray(String[]::new)));
        });
        text.append('\n');
        if (!result.note().isEmpty()) {
            text.append(result.note()).append("\n\n");
        }
        return text.append("![](")
                .append(result.scenario().id())
                .append(".svg)\n\n")
                .toString();
    }

    /** The figure that plots show, and whose ratio tables tell. */
    static Figure mainFigure(List<Figure> figures) {
        return figures.contains(Figure.SERVICE_CPU) ? Figure.SERVICE_CPU : figures.getFirst();
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
