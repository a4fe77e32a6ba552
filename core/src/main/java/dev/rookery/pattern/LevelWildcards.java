package dev.rookery.pattern;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Wildcards that are whole levels: patterns and addresses are levels between separators, and a level that is a token
 * stands for others. Immutable.
 *
 * @param separator between levels
 * @param single the level that stands for any one level
 * @param multi the level that stands for any number of levels
 * @param multiMatchesNone whether {@code multi} also stands for no level at all
 * @param multiOnlyLast whether {@code multi} is one only as the last level, and plain text elsewhere
 * @param hidesDollar whether a pattern that begins with a wildcard leaves out addresses that begin with {@code $}
 */
public record LevelWildcards(
        char separator,
        String single,
        String multi,
        boolean multiMatchesNone,
        boolean multiOnlyLast,
        boolean hidesDollar)
        implements WildcardSyntax {

    /** Checks the tokens: they must differ. */
    public LevelWildcards {
        requireNonNull(single, "single");
        requireNonNull(multi, "multi");
        if (single.equals(multi)) {
            throw new IllegalArgumentException(
                    "multi: \"%s\" (expected: another token than single has)".formatted(multi));
        }
    }

    /** {@inheritDoc} That is, whether one of its levels is one. */
    @Override
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
     * {@inheritDoc} Takes at most time in proportion to the levels of both multiplied, and in proportion to their sum where {@code multi} is the
     * last level.
     */
    @Override
    public boolean matches(String pattern, String address) {
        return matches(levels(pattern), levels(address));
    }

    @Override
    public Finder finder(List<String> patterns) {
        var inLevels = patterns.stream().map(this::levels).toList();
        return address -> {
            var levels = levels(address);
            for (var index = 0; index < inLevels.size(); index++) {
                if (matches(inLevels.get(index), levels)) {
                    return Optional.of(patterns.get(index));
                }
            }
            return Optional.empty();
        };
    }

    private boolean matches(List<String> pattern, List<String> address) {
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

    /** An empty text has no level; RabbitMQ reads an empty routing key so, and elsewhere none is allowed. */
    private List<String> levels(String text) {
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
