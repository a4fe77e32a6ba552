package dev.rookery.codec;

import dev.rookery.error.InvalidOptionException;

/**
 * Bounds on the JSON that a peer may send. A message beyond one of them is undecodable, as what is no JSON; but it is never
 * taken for a text, as that is by brokers over which anybody may send anything.
 *
 * @param maxDepth how deep objects and arrays may nest; default 256
 * @param maxNameLength characters in the name of a member; default 4,096
 * @param maxNumberLength characters in a number; default 256
 * @param maxStringLength characters in a text; default 16,777,216
 */
public record JsonLimits(int maxDepth, int maxNameLength, int maxNumberLength, int maxStringLength) {
    /** What holds unless said otherwise. */
    public static final JsonLimits DEFAULT = new JsonLimits(256, 4_096, 256, 16 * 1024 * 1024);

    /** Checks the bounds. */
    public JsonLimits {
        atLeastOne("maxDepth", maxDepth);
        atLeastOne("maxNameLength", maxNameLength);
        atLeastOne("maxNumberLength", maxNumberLength);
        atLeastOne("maxStringLength", maxStringLength);
    }

    private static void atLeastOne(String option, int value) {
        if (value < 1) {
            throw new InvalidOptionException(option, value, ">= 1");
        }
    }
}
