package dev.rookery.module;

import java.util.List;

/**
 * What a dependency came to.
 *
 * @param dependency what was asked for
 * @param from what provides it; empty where it may be missing and is
 * @param all whether it is the collection of all of them, and not the only one
 */
record Source(Dependency dependency, List<Provided> from, boolean all) {
    Source {
        from = List.copyOf(from);
    }
}
