package dev.rookery.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What keys are called: in files, in an environment, in code; which of them look secret, and which one was meant. */
final class KeyNames {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern NO_VARIABLE = Pattern.compile("[^A-Za-z0-9]");
    private static final Pattern SECRET =
            Pattern.compile("password|passphrase|passwd|secret|token|credential|keys?\\b|pin\\b");

    /** With more letters than these wrong, it is another word. */
    private static final int MOST_SLIPS = 2;

    private KeyNames() {}

    /** {@code maxFrameBytes} becomes {@code max-frame-bytes}. */
    static String kebab(String name) {
        return HUMP.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    /** The environment variable that stands for a key: {@code SHOP_MAX_ORDERS} for {@code shop.max-orders}. */
    static String variable(String key) {
        return NO_VARIABLE.matcher(key).replaceAll("_").toUpperCase(Locale.ROOT);
    }

    /** The variable that is there and stands for a key. */
    static String variable(String key, Set<String> environment) {
        var plain = NO_VARIABLE.matcher(key).replaceAll("_");
        return Stream.of(key, plain).filter(environment::contains).findFirst().orElse(variable(key));
    }

    /** Whether the value of a key is not to be shown. */
    static boolean isSecret(String key) {
        return SECRET.matcher(kebab(key)).find();
    }

    /** The one that was probably meant. */
    static Optional<String> nearest(String written, Collection<String> known) {
        return known.stream()
                .sorted()
                .min(Comparator.comparingInt(each -> distance(written, each)))
                .filter(each -> distance(written, each) <= MOST_SLIPS);
    }

    /** How many letters have to be put in, left out or replaced. */
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (var column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (var line = 1; line <= one.length(); line++) {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column < row.length; column++) {
                var replaced = diagonal + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[other.length()];
    }
}
