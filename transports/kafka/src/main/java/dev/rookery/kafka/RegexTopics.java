package dev.rookery.kafka;

import dev.rookery.pattern.InvalidPatternException;
import dev.rookery.pattern.WildcardSyntax;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions between slashes, as JavaScript writes them. As there, one fits what it is found in, unless it has {@code ^} and {@code $}. */
final class RegexTopics implements WildcardSyntax {
    static final RegexTopics INSTANCE = new RegexTopics();

    private RegexTopics() {}

    /** A dot, by custom. */
    @Override
    public char separator() {
        return '.';
    }

    @Override
    public boolean isWildcard(String pattern) {
        return pattern.length() > 2 && pattern.startsWith("/") && pattern.endsWith("/");
    }

    /** The expression within the slashes. */
    static Pattern expression(String pattern) {
        try {
            return Pattern.compile(pattern.substring(1, pattern.length() - 1));
        } catch (PatternSyntaxException error) {
            throw new InvalidPatternException(
                    "The pattern " + pattern + " is no regular expression: " + error.getDescription());
        }
    }

    @Override
    public boolean matches(String pattern, String address) {
        return isWildcard(pattern) ? expression(pattern).matcher(address).find() : pattern.equals(address);
    }

    private record Known(String text, Pattern expression) {}

    @Override
    public Finder finder(List<String> patterns) {
        var known = patterns.stream()
                .map(pattern -> new Known(pattern, expression(pattern)))
                .toList();
        return address -> known.stream()
                .filter(each -> each.expression().matcher(address).find())
                .map(Known::text)
                .findFirst();
    }

    @Override
    public String toString() {
        return "regular expressions";
    }
}
