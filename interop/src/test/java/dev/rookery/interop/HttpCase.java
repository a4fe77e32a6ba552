package dev.rookery.interop;

import org.jspecify.annotations.Nullable;

/**
 * A request, and how the answers of Nest and of Java compare.
 *
 * @param call the request
 * @param difference why they are not equal; null where they are
 * @param nest status and body of Nest's answer; null where they are not looked at by themselves
 * @param java status and body of Java's answer, likewise
 */
record HttpCase(
        HttpCall call,
        @Nullable HttpDifference difference,
        @Nullable String nest,
        @Nullable String java) {

    /** Both answer the same. */
    static HttpCase same(HttpCall call) {
        return new HttpCase(call, null, null, null);
    }

    /** Both answer the same but for the words for people in {@code message}. */
    static HttpCase otherWords(HttpCall call) {
        return new HttpCase(call, HttpDifference.WORDS, null, null);
    }

    /** Each answers as told. */
    static HttpCase differs(HttpCall call, HttpDifference why, String nest, String java) {
        return new HttpCase(call, why, nest, java);
    }

    @Override
    public String toString() {
        return call + (difference == null ? "" : " (differs: " + difference + ")");
    }
}
