package dev.rookery.architecture.options;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of options of a page of the docs. */
final class OptionTable {
    private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

    private OptionTable(List<String> lines) {
        var columns = cells(lines.getFirst());
        for (var line : lines.subList(2, lines.size())) {
            var cells = cells(line);
            if (cells.size() != columns.size()) {
                throw new IllegalStateException("not " + columns.size() + " columns: " + line);
            }
            var row = new LinkedHashMap<String, String>();
            for (var index = 1; index < cells.size(); index++) {
                row.put(columns.get(index), cells.get(index));
            }
            rows.put(plain(cells.getFirst()), row);
        }
    }

    /**
     * Reads the first table of a page whose first column is called so.
     *
     * @param page the page
     * @param first the head of its first column
     */
    static OptionTable of(Path page, String first) {
        var lines = new ArrayList<String>();
        for (var line : lines(page)) {
            if (line.startsWith("| " + first + " |") || (!lines.isEmpty() && line.startsWith("|"))) {
                lines.add(line);
            } else if (!lines.isEmpty()) {
                break;
            }
        }
        if (lines.isEmpty()) {
            throw new IllegalStateException(page + " has no table of the column \"" + first + "\"");
        }
        return new OptionTable(lines);
    }

    private static List<String> lines(Path page) {
        try {
            return Files.readAllLines(page);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> cells(String line) {
        var cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        return cells.subList(1, cells.size() - 1);
    }

    static String plain(String cell) {
        return cell.replace("`", "");
    }

    /** The rows by their options. */
    Map<String, Map<String, String>> rows() {
        return rows;
    }
}
