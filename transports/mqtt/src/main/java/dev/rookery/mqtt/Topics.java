package dev.rookery.mqtt;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.pattern.InvalidPatternException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What may be a topic, and what a topic filter: MQTT 3.1.1 and 5, section 4.7. */
final class Topics {
    static final String REPLY_SUFFIX = "/reply";
    private static final String SHARE = "$share/";
    private static final int MAX_BYTES = 65_535;

    private Topics() {}

    /** What is wrong with a topic to publish to, if anything is: a broker drops a client that publishes to such a one. */
    static Optional<String> wrongForPublishing(String topic) {
        return wrongLength(topic)
                .or(() -> topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0
                        ? Optional.of("no + and no #, which are wildcards to a broker")
                        : Optional.empty());
    }

    /** Checks the topic of a request or an event. */
    static void checkPublishing(String topic) {
        wrongForPublishing(topic).ifPresent(expected -> {
            throw new InvalidPatternException("The pattern " + shown(topic)
                    + " is no topic of MQTT to send to (expected: " + expected + "): give it another name");
        });
    }

    /** Checks the topic filter of a handler, without the group of a shared subscription. */
    static void checkFilter(String filter) {
        wrongLength(filter).or(() -> wrongWildcards(filter)).ifPresent(expected -> {
            throw new InvalidPatternException("The pattern " + shown(filter) + " is no topic filter of MQTT (expected: "
                    + expected + "): give it another name, or bind its handler to another transport");
        });
    }

    /** Checks the name of a group that shares work. */
    static void checkGroup(String what, String group) {
        if (group.isEmpty()
                || group.indexOf('/') >= 0
                || group.indexOf('+') >= 0
                || group.indexOf('#') >= 0
                || group.indexOf('\0') >= 0) {
            throw new InvalidOptionException(what, shown(group), "a name without / + #");
        }
    }

    private static Optional<String> wrongLength(String text) {
        if (text.isEmpty()) {
            return Optional.of("a topic that is not empty");
        }
        if (text.indexOf('\0') >= 0) {
            return Optional.of("a topic without the character NUL");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return Optional.of("a topic that can be written as UTF-8, without half of a surrogate pair");
        }
        var longest = MAX_BYTES - REPLY_SUFFIX.length();
        return text.length() * 3 > longest && text.getBytes(StandardCharsets.UTF_8).length > longest
                ? Optional.of("at most " + longest + " bytes, so that there is room for " + REPLY_SUFFIX)
                : Optional.empty();
    }

    private static Optional<String> wrongWildcards(String filter) {
        var levels = filter.split("/", -1);
        for (var index = 0; index < levels.length; index++) {
            var level = levels[index];
            var multi = level.indexOf('#') >= 0 && !(level.equals("#") && index == levels.length - 1);
            var single = level.indexOf('+') >= 0 && !level.equals("+");
            if (multi || single) {
                return Optional.of("+ only as a whole level, and # only as the last one");
            }
        }
        return Optional.empty();
    }

    static String shown(String text) {
        var cut = text.length() <= 100 ? text : text.substring(0, 100) + "…";
        return '"' + cut.replace("\0", "\\0") + '"';
    }

    /** Whether a pattern names the group that shares it. */
    static boolean isShared(String pattern) {
        return pattern.startsWith(SHARE) && pattern.indexOf('/', SHARE.length()) > 0;
    }

    /** The group of a shared pattern. */
    static String group(String pattern) {
        return pattern.substring(SHARE.length(), pattern.indexOf('/', SHARE.length()));
    }

    /** What a shared pattern shares. */
    static String filter(String pattern) {
        return pattern.substring(pattern.indexOf('/', SHARE.length()) + 1);
    }

    static String shared(String group, String filter) {
        return SHARE + group + '/' + filter;
    }
}
