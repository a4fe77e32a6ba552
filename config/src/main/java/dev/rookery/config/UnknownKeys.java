package dev.rookery.config;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds keys below a prefix that nobody has asked for: most likely somebody has mistyped another one. */
final class UnknownKeys {
    private static final Logger LOG = LoggerFactory.getLogger(Config.class);

    private final Values values;
    private final KnownKeys known;

    UnknownKeys(Values values, KnownKeys known) {
        this.values = values;
        this.known = known;
    }

    /** Logs them. */
    void warn(String prefix) {
        below(prefix, "known key").forEach(LOG::warn);
        variables(prefix).forEach(LOG::warn);
    }

    /** Notes them as mistakes. Variables are never refused: the environment is shared with others. */
    void refuse(String prefix, String what, Mistakes mistakes) {
        below(prefix, what).forEach(mistakes::add);
        variables(prefix).forEach(LOG::warn);
    }

    private List<String> below(String prefix, String what) {
        return values.namesAt(prefix).stream()
                .filter(name -> !name.equals(prefix) && !known.has(name))
                .map(name -> told(name, what))
                .toList();
    }

    private String told(String name, String what) {
        var from = values.place(name).orElse("code");
        return name + " (from " + from + ") is no " + what + cure(name);
    }

    private String cure(String name) {
        return KeyNames.nearest(KnownKeys.plain(name), known.all())
                .map(near -> ": did you mean " + near + "?")
                .orElseGet(() -> ". Known are " + String.join(", ", known.all()));
    }

    /** Variables that are nearly, and not quite, one that stands for a known key. */
    private List<String> variables(String prefix) {
        var start = KeyNames.variable(prefix) + "_";
        var meant = known.all().stream().map(KeyNames::variable).toList();
        return values.variables().stream()
                .filter(variable -> variable.startsWith(start) && !known.hasVariable(variable))
                .sorted()
                .flatMap(variable -> KeyNames.nearest(variable, meant).stream()
                        .map(near -> "The environment variable " + variable + " stands for no known key: did you mean "
                                + near + "?"))
                .toList();
    }
}
