package dev.rookery.redis;

import org.jspecify.annotations.Nullable;

/** Says why something failed: the driver wraps what Redis or the network said. */
final class Reasons {
    private Reasons() {}

    static String of(@Nullable Throwable error) {
        if (error == null) {
            return "no reason is known";
        }
        var innermost = error;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        var said = innermost.getMessage();
        return said == null ? innermost.getClass().getSimpleName() : said;
    }
}
