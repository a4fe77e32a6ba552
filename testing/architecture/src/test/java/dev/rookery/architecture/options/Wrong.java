package dev.rookery.architecture.options;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A line of {@code wrong-options}: what somebody says, and what the error expects in its place.
 *
 * @param subject whose option it is
 * @param option the option that is to blame, as {@code keepAlive.idle}
 * @param where who says it
 * @param value what is said; a star if nothing that can be said is wrong
 * @param expected a part of what the error expects
 * @param beside what else is said
 */
record Wrong(Subject subject, String option, Where where, String value, String expected, Map<String, String> beside) {

    /** Who says it. */
    enum Where {
        ANY,
        CODE,
        CONFIG,
        CLIENT,
        SERVER
    }

    private static final int COLUMNS = 5;

    static Stream<Wrong> all() {
        return Subject.all().flatMap(subject -> of(subject).stream());
    }

    static List<Wrong> of(Subject subject) {
        return lines(subject.name())
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> read(subject, line))
                .toList();
    }

    private static Stream<String> lines(String name) {
        try (var in =
                Objects.requireNonNull(Wrong.class.getResourceAsStream("/wrong-options/" + name + ".txt"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Wrong read(Subject subject, String line) {
        var cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        if (cells.size() != COLUMNS) {
            throw new IllegalArgumentException(subject + ": not " + COLUMNS + " columns: " + line);
        }
        var where = cells.get(1).isEmpty() ? Where.ANY : Where.valueOf(cells.get(1));
        return new Wrong(subject, cells.get(0), where, plain(cells.get(2)), cells.get(3), pairs(cells.get(4)));
    }

    private static Map<String, String> pairs(String text) {
        var pairs = new LinkedHashMap<String, String>();
        for (var pair : text.isEmpty() ? List.<String>of() : List.of(text.split(";", -1))) {
            var parts = pair.strip().split("=", 2);
            pairs.put(parts[0], plain(parts[1]));
        }
        return pairs;
    }

    /** Without quotes, in which spaces and nothing stand. */
    private static String plain(String cell) {
        return cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"")
                ? cell.substring(1, cell.length() - 1)
                : cell;
    }

    boolean isNothing() {
        return value.equals("*");
    }

    /** Whether the option to blame is one that is not said. */
    boolean isMissing() {
        return value.equals("-");
    }

    boolean isByCode() {
        return !isNothing() && (where == Where.ANY || where == Where.CODE);
    }

    boolean isByClient() {
        return isByConfiguration(Where.CLIENT) && !subject.name().equals("server");
    }

    boolean isByServer() {
        return isByConfiguration(Where.SERVER) && !subject.name().equals("client");
    }

    /** An empty value counts as none there. */
    private boolean isByConfiguration(Where side) {
        return !isNothing() && !value.isEmpty() && (where == Where.ANY || where == Where.CONFIG || where == side);
    }

    @Override
    public String toString() {
        return subject + " " + option + " " + value + (beside.isEmpty() ? "" : " " + beside);
    }
}
