package dev.rookery.benchmarks.run;

import java.util.Arrays;
import java.util.Locale;

/** The main figure of a scenario as bars. */
final class Plot {
    private static final int WIDTH = 860;
    private static final int NAMES = 320;
    private static final int BARS = 420;
    private static final int ROW = 30;
    private static final int HEAD = 56;

    private final Result result;
    private final Figure figure;

    Plot(Result result) {
        this.result = result;
        this.figure = Report.mainFigure(Arrays.stream(Figure.values())
                .filter(each -> result.samples().values().stream().anyMatch(samples -> samples.has(each)))
                .toList());
    }

    String svg() {
        var rows = result.samples().size();
        var most = result.samples().values().stream()
                .mapToDouble(samples -> samples.median(figure).orElse(0))
                .max()
                .orElse(1);
        var svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"14\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n"
                        + "<text x=\"16\" y=\"22\" font-weight=\"bold\">%s</text>%n<text x=\"16\" y=\"42\" fill=\"#666\">%s</text>%n",
                WIDTH,
                HEAD + rows * ROW + 12,
                escaped(result.scenario().title()),
                escaped(figure.title())));
        var row = 0;
        for (var entry : result.samples().entrySet()) {
            svg.append(bar(entry.getKey(), entry.getValue().median(figure).orElse(0), most, HEAD + row * ROW));
            row++;
        }
        return svg.append("</svg>\n").toString();
    }

    private String bar(String name, double value, double most, int top) {
        var length = value / most * BARS;
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
                        + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n"
                        + "<text x=\"%.1f\" y=\"%d\" fill=\"#444\">%s</text>%n",
                NAMES,
                top + 18,
                escaped(name),
                NAMES + 10,
                top + 4,
                length,
                ROW - 10,
                name.startsWith("Rookery") ? "#2a6f97" : "#b0bec5",
                NAMES + 16 + length,
                top + 18,
                String.format(Locale.ROOT, figure.format(), value));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("`", "");
    }
}
