package dev.rookery.pattern;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The globs of Redis. They know no words: a star crosses dots. */
final class RedisGlobs implements WildcardSyntax {

    /** A dot, by custom. */
    @Override
    public char separator() {
        return '.';
    }

    @Override
    public boolean isWildcard(String pattern) {
        return pattern.chars().anyMatch(each -> each == '*' || each == '?' || each == '[')
                || (pattern.indexOf('\\') >= 0 && !pattern.startsWith("{"));
    }

    @Override
    public boolean matches(String pattern, String address) {
        return isWildcard(pattern)
                ? RedisGlob.of(pattern).matches(address.getBytes(StandardCharsets.UTF_8))
                : pattern.equals(address);
    }

    private record Known(String text, RedisGlob glob) {}

    @Override
    public Finder finder(List<String> patterns) {
        var globs = patterns.stream()
                .map(pattern -> new Known(pattern, RedisGlob.of(pattern)))
                .toList();
        return address -> {
            var name = address.getBytes(StandardCharsets.UTF_8);
            return globs.stream()
                    .filter(known -> known.glob().matches(name))
                    .map(Known::text)
                    .findFirst();
        };
    }

    @Override
    public String toString() {
        return "Redis globs";
    }
}
