package dev.rookery.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a key says.
 *
 * @param key the key
 * @param raw as it is written, with its expressions
 * @param text with what the expressions stand for; null if they stand for nothing
 * @param from where it comes from, as errors say it
 */
record Value(String key, String raw, @Nullable String text, String from) {
    private static final Pattern USER_OF_URL = Pattern.compile("//[^/@\\s]*@");

    /** Whether it says nothing, which counts as not given. */
    boolean isEmpty() {
        return raw.isEmpty() || (text != null && text.isEmpty());
    }

    /** The beginning of an error. What an expression stands for is not shown, since it may be secret where the key is not. */
    String told() {
        return key + " is " + (KeyNames.isSecret(key) ? "not shown" : '"' + shown() + '"') + " (from " + from + ")";
    }

    /** Without the user and the password that a URL may have. */
    private String shown() {
        return USER_OF_URL.matcher(raw).replaceAll("//…@");
    }
}
