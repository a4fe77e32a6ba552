package dev.rookery.internal;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says why something failed, for people: drivers wrap what the network said, and Netty writes names of system calls around it. */
public final class Reasons {
    /** What to look at where TLS did not come about, whichever side refused. */
    public static final String TLS_FAILED =
            "TLS failed; check which authorities are trusted, for which host the certificate is, "
                    + "and whether the broker asks for a certificate";

    /** As in {@code finishConnect(..) failed with error(-111): Connection refused}. */
    private static final Pattern SYSTEM_CALL = Pattern.compile("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ");
    /** As in {@code Connection refused: localhost/127.0.0.1:4222}. */
    private static final Pattern PEER = Pattern.compile(": [^\\s/]*/\\S+:\\d+$");

    private static final Pattern STOP = Pattern.compile("\\.$");

    private Reasons() {}

    /**
     * What failed, without what futures wrap around it.
     *
     * @param error what a stage or a future ended with
     * @return the first cause that is not theirs; the error itself if it is none of theirs
     */
    public static Throwable unwrapped(Throwable error) {
        var inner = error;
        while (inner instanceof CompletionException || inner instanceof ExecutionException) {
            var cause = inner.getCause();
            if (cause == null) {
                break;
            }
            inner = cause;
        }
        return inner;
    }

    /**
     * The text of the innermost cause that has one.
     *
     * @param error what failed; null if nobody knows
     * @return its reason, in a few words, without a stop; the name of the innermost type if none has a text
     */
    public static String of(@Nullable Throwable error) {
        var reason = "no reason is known";
        var said = false;
        for (var each = error; each != null; each = each.getCause()) {
            var text = each.getMessage();
            if (text != null) {
                reason = text;
                said = true;
            } else if (!said) {
                reason = each.getClass().getSimpleName();
            }
        }
        for (var noise : List.of(SYSTEM_CALL, PEER, STOP)) {
            reason = noise.matcher(reason).replaceFirst("");
        }
        return reason;
    }
}
