package dev.rookery.redis;

import dev.rookery.error.InvalidPayloadException;
import dev.rookery.pattern.InvalidPatternException;

/** What the channels of Redis can carry. */
final class Channels {
    /** What Redis takes for one text, unless its {@code proto-max-bulk-len} says otherwise. */
    static final int MAX_BYTES = 512 * 1024 * 1024;

    private static final String REPLY = ".reply";

    private Channels() {}

    static String replyTo(String channel) {
        return channel + REPLY;
    }

    /** A name is any text that UTF-8 can write; a half of a surrogate pair would arrive as a question mark, on another channel. */
    static String check(String route) {
        for (var index = 0; index < route.length(); index++) {
            var each = route.charAt(index);
            if (Character.isSurrogate(each)) {
                var pair = Character.isHighSurrogate(each)
                        && index + 1 < route.length()
                        && Character.isLowSurrogate(route.charAt(index + 1));
                if (!pair) {
                    throw new InvalidPatternException("The pattern " + route
                            + " is no channel of Redis: it has half of a surrogate pair at " + index
                            + ", which UTF-8 cannot write. Use another text.");
                }
                index++;
            }
        }
        return route;
    }

    static byte[] check(String route, byte[] message) {
        if (message.length > MAX_BYTES) {
            throw new InvalidPayloadException("A message for " + route + " has " + message.length
                    + " bytes (expected: at most " + MAX_BYTES + ", which Redis takes): send less at a time");
        }
        return message;
    }
}
