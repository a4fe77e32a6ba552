package dev.rookery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears which signal ends the process, and may let SIGTERM and SIGINT end it by {@code System.exit(0)}, which runs every shutdown hook as
 * they do, in place of the JVM's 128 and the number of the signal.
 */
final class EndSignals {
    private static final Logger LOG = LoggerFactory.getLogger(Rookery.class);
    private static final Map<String, Integer> NUMBERS = Map.of("TERM", 15, "INT", 2);

    private final List<SignalInterception> interceptions = new ArrayList<>();
    private volatile @Nullable String heard;

    /** Such as {@code SIGTERM}. */
    @Nullable String heard() {
        return heard;
    }

    /** From now on signals are heard, and then do what they did before, unless they are to exit cleanly. */
    void takeOver(boolean exitCleanly) {
        NUMBERS.forEach((name, number) -> {
            try {
                interceptions.add(SignalInterception.of(name, 128 + number, () -> hear(name, exitCleanly)));
            } catch (ReflectiveOperationException error) {
                keptByTheJvm(name, exitCleanly, error);
            }
        });
    }

    private void hear(String name, boolean exitCleanly) {
        heard = "SIG" + name;
        if (exitCleanly) {
            System.exit(0);
        }
    }

    private static void keptByTheJvm(String name, boolean exitCleanly, ReflectiveOperationException error) {
        if (exitCleanly) {
            LOG.warn(
                    "SIG{} ends the process with the JVM's own exit code, since the JVM keeps the signal to itself",
                    name,
                    error);
        } else {
            LOG.debug("Hooks are not told of SIG{}, since the JVM keeps the signal to itself", name, error);
        }
    }

    void giveBack() {
        interceptions.forEach(SignalInterception::giveBack);
        interceptions.clear();
    }
}
