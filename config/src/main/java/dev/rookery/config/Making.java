package dev.rookery.config;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.transport.TransportSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes something of what is configured below a prefix, and notes all that is wrong with it.
 *
 * @param prefix without the dot
 * @param forServer whether a server is to have it
 * @param values what is configured
 * @param known where the keys that are asked for are noted
 * @param mistakes where mistakes are noted
 */
record Making(String prefix, boolean forServer, Values values, KnownKeys known, Mistakes mistakes) {

    /**
     * Makes it. Code refuses one option at a time, so what was refused counts as not given, and it is tried again, until all has been
     * told.
     *
     * @param maker makes it of the settings
     * @return what was made; null if there was a mistake, which is noted
     */
    <T> @Nullable T of(Function<TransportSettings, T> maker) {
        var before = mistakes.count();
        var refused = new HashSet<String>();
        while (true) {
            try {
                var made = maker.apply(new ConfiguredSettings(prefix, forServer, values, mistakes, known, refused));
                return mistakes.count() == before ? made : null;
            } catch (InvalidOptionException invalid) {
                var refusal = Refusals.of(invalid, prefix, known.all(), values);
                if (!mistakes.isTold(refusal.key())) {
                    mistakes.add(refusal.told(), invalid);
                }
                if (!refusal.isGiven() || !refused.add(refusal.key())) { // nothing that could be left out
                    return null;
                }
            } catch (RuntimeException failure) {
                mistakes.add("What is configured at " + prefix + " cannot be used: " + failure, failure);
                return null;
            }
        }
    }

    /** Lets a maker that has not come to its end ask for all its options, so that others can be told from them. */
    void askForAll(Function<TransportSettings, ?> maker) {
        try {
            var _ = maker.apply(new ConfiguredSettings(
                    prefix, forServer, new Values(List.of(), Set.of()), new Mistakes(), known, Set.of()));
        } catch (RuntimeException refused) { // it needs one, and has asked for the others before
            return;
        }
    }
}
