package dev.rookery.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages that say which test holds what: each test that they name is there. The last cell of a line of a table names them, as {@code Class.method}, as
 * {@code method} of the class before it, or as {@code Class} where all of its tests are meant.
 */
final class NamedTestsTest {
    private static final String GUARANTEES = "guarantees.md";
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern CLASS = Pattern.compile("[A-Z]\\w*");
    private static final TestSources SOURCES = TestSources.ofAllModules();

    @ParameterizedTest
    @ValueSource(strings = {"pitfalls.md", GUARANTEES})
    void each_test_that_a_page_names_is_there(String page) throws IOException {
        assertThat(lines(page)).hasSizeGreaterThan(50);
        assertThat(lines(page).stream().flatMap(line -> missing(line).stream())).isEmpty();
    }

    @Test
    void each_guarantee_names_a_test() throws IOException {
        assertThat(lines(GUARANTEES)).filteredOn(line -> names(line).isEmpty()).isEmpty();
    }

    /** The lines of the tables that name tests: those whose head ends in "test". */
    private static List<String> lines(String page) throws IOException {
        var lines = new ArrayList<String>();
        var inTable = false;
        for (var line : Files.readAllLines(Modules.ROOT.resolve("docs").resolve(page))) {
            if (line.endsWith("| test |")) {
                inTable = true;
            } else if (!line.startsWith("|")) {
                inTable = false;
            } else if (inTable && !line.startsWith("| ---")) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static List<String> names(String line) {
        var cells = line.split("(?<!\\\\)\\|", -1);
        return NAME.matcher(cells[cells.length - 2])
                .results()
                .map(name -> name.group(1))
                .toList();
    }

    private static List<String> missing(String line) {
        var missing = new ArrayList<String>();
        var last = "";
        for (var name : names(line)) {
            var parts = name.split("\\.", -1);
            if (CLASS.matcher(parts[0]).matches()) {
                last = parts[0];
            }
            var method = parts[parts.length - 1];
            var there = method.equals(last) ? SOURCES.hasClass(last) : SOURCES.hasTest(last, method);
            if (!there) {
                missing.add(last + "." + method);
            }
        }
        return missing;
    }
}
