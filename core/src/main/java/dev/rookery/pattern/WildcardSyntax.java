package dev.rookery.pattern;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * How a broker writes wildcards: patterns and addresses are levels between separators, and a level that is a token
 * stands for others. Immutable.
 *
 * @param separator between levels
 * @param single the level that stands for any one level
 * @param multi the level that stands for any number of levels
 * @param multiMatchesNone whether {@code multi} also stands for no level at all
 * @param multiOnlyLast whether {@code multi} is one only as the last level, and plain text elsewhere
 * @param hidesDollar whether a pattern that begins with a wildcard leaves out addresses that begin with {@code $}
 */
public record WildcardSyntax(
        char separator,
        String single,
        String multi,
        boolean multiMatchesNone,
        boolean multiOnlyLast,
        boolean hidesDollar) {

    /** NATS: {@code time.*.east}, {@code time.>} (one level or more). */
    public static final WildcardSyntax NATS = new WildcardSyntax('.', "*", ">", false, true, false);

    /**
     * MQTT 3.1.1 and 5, section 4.7: {@code home/+/lamp}, {@code home/#} (which is also {@code home} itself). {@code +}
     * stands for an empty level too.
     */
    public static final WildcardSyntax MQTT = new WildcardSyntax('/', "+", "#", true, true, true);

    /** Topic exchanges of AMQP 0-9-1: {@code stock.*.nyse}, {@code #.nyse}; {@code #} may stand anywhere. */
    public static final WildcardSyntax AMQP = new WildcardSyntax('.', "*", "#", true, false, false);

    /** Checks the tokens: they must differ. */
    public WildcardSyntax {
        requireNonNull(single, "single");
        requireNonNull(multi, "multi");
        if (single.equals(multi)) {
            throw new IllegalArgumentException(
                    "multi: \"%s\" (expected: another token than single has)".formatted(multi));
        }
    }

    /** Returns whether a level of the pattern is a wildcard. */
    public boolean isWildcard(String pattern) {
        var levels = levels(pattern);
        for (var i = 0; i < levels.size(); i++) {
            if (isSingle(levels, i) || isMulti(levels, i)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether an address fits a pattern. A pattern without wildcards fits only itself. Takes at most time in
     * proportion to the levels of both multiplied, and in proportion to their sum where {@code multi} is the last
     * level.
     */
    public boolean matches(String pattern, String address) {
        return matches(levels(pattern), levels(address));
    }

    /**
     * Returns whether an address fits a pattern, as {@link #matches(String, String)} does, for those who match one of them again and again.
     *
     * @param pattern the {@link #levels} of the pattern
     * @param address the {@link #levels} of the address
     */
    public boolean matches(List<String> pattern, List<String> address) {
        var hidden =
                hidesDollar && !address.isEmpty() && address.getFirst().startsWith("$") && beginsWithWildcard(pattern);
        return !hidden && fits(pattern, address);
    }

    private boolean beginsWithWildcard(List<String> levels) {
        return !levels.isEmpty() && (isSingle(levels, 0) || isMulti(levels, 0));
    }

    /**
     * Goes along both, and where they part, lets the latest {@code multi} swallow one level more. An earlier one never
     * has to: whatever it could swallow, the latest can too.
     */
    private boolean fits(List<String> pattern, List<String> address) {
        var inPattern = 0;
        var inAddress = 0;
        var afterMulti = -1;
        var swallowed = 0;
        while (inAddress < address.size()) {
            if (isMulti(pattern, inPattern)) {
                inPattern++;
                inAddress += multiMatchesNone ? 0 : 1;
                afterMulti = inPattern;
                swallowed = inAddress;
            } else if (fits(pattern, inPattern, address.get(inAddress))) {
                inPattern++;
                inAddress++;
            } else if (afterMulti >= 0) {
                inPattern = afterMulti;
                inAddress = ++swallowed;
            } else {
                return false;
            }
        }
        while (multiMatchesNone && isMulti(pattern, inPattern)) {
            inPattern++;
        }
        return inPattern == pattern.size();
    }

    private boolean fits(List<String> pattern, int level, String address) {
        return level < pattern.size()
                && (isSingle(pattern, level) || pattern.get(level).equals(address));
    }

    private boolean isSingle(List<String> pattern, int level) {
        return pattern.get(level).equals(single);
    }

    private boolean isMulti(List<String> pattern, int level) {
        return level < pattern.size()
                && pattern.get(level).equals(multi)
                && (!multiOnlyLast || level == pattern.size() - 1);
    }

    /** Returns what stands between the separators. An empty text has no level; RabbitMQ reads an empty routing key so, and elsewhere none is allowed. */
    public List<String> levels(String text) {
        var levels = new ArrayList<String>();
        var start = 0;
        for (var end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            levels.add(text.substring(start, end));
            start = end + 1;
        }
        if (!text.isEmpty()) {
            levels.add(text.substring(start));
        }
        return levels;
    }
}
