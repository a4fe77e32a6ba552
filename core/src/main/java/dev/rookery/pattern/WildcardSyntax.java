package dev.rookery.pattern;

import java.util.List;
import java.util.Optional;

/** How a broker writes patterns that fit more than one address. Immutable and safe for use by several threads. */
public interface WildcardSyntax {

    /** NATS: {@code time.*.east}, {@code time.>} (one level or more). */
    WildcardSyntax NATS = new LevelWildcards('.', "*", ">", false, true, false);

    /**
     * MQTT 3.1.1 and 5, section 4.7: {@code home/+/lamp}, {@code home/#} (which is also {@code home} itself). {@code +}
     * stands for an empty level too.
     */
    WildcardSyntax MQTT = new LevelWildcards('/', "+", "#", true, true, true);

    /** Topic exchanges of AMQP 0-9-1: {@code stock.*.nyse}, {@code #.nyse}; {@code #} may stand anywhere. */
    WildcardSyntax AMQP = new LevelWildcards('.', "*", "#", true, false, false);

    /**
     * The globs of Redis: {@code *} for any number of bytes, dots among them, {@code ?} for one, {@code [a-c]} and {@code [^a]} for one of a set,
     * and a backslash before what is meant as it stands. The JSON text of an object is no glob for its backslashes alone.
     */
    WildcardSyntax REDIS = new RedisGlobs();

    /**
     * What stands between the words of an address. Where wildcards know no words, it is what people put there.
     *
     * @return the separator
     */
    char separator();

    /**
     * Whether a pattern fits more than itself, or other than itself.
     *
     * @param pattern the pattern
     * @return true if there is a wildcard in it
     */
    boolean isWildcard(String pattern);

    /**
     * Whether an address fits a pattern. A pattern without wildcards fits only itself.
     *
     * @param pattern the pattern
     * @param address the name of a channel, subject or topic
     * @return true if it fits
     */
    boolean matches(String pattern, String address);

    /**
     * Prepares patterns to be matched again and again.
     *
     * @param patterns the patterns, in the order in which they count
     * @return what finds the first one that an address fits
     */
    Finder finder(List<String> patterns);

    /** Finds patterns by addresses. Safe for use by several threads. */
    interface Finder {

        /**
         * Finds the first pattern that an address fits.
         *
         * @param address the name of a channel, subject or topic
         * @return the pattern
         */
        Optional<String> find(String address);
    }
}
