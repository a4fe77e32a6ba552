package dev.rookery.benchmarks.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalDouble;

/** What a Java service allocates between two moments. It is asked at both, and answers when it gets to it. */
final class Allocation {
    private static final long LONGEST_ANSWER_SECONDS = 10;

    private final MeasuredProcess service;

    Allocation(MeasuredProcess service) {
        this.service = service;
    }

    /** One of the two moments. Does not wait. */
    void mark() {
        if (service.isJava()) {
            try {
                service.tell("figures");
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }

    /** What an idle service has allocated so far. Blocks until it has answered. */
    OptionalDouble soFar() throws IOException {
        if (!service.isJava()) {
            return OptionalDouble.empty();
        }
        mark();
        return OptionalDouble.of(figure());
    }

    OptionalDouble bytes() throws IOException {
        if (!service.isJava()) {
            return OptionalDouble.empty();
        }
        var before = figure();
        return OptionalDouble.of(figure() - before);
    }

    private double figure() throws IOException {
        return Double.parseDouble(service.await("figures", LONGEST_ANSWER_SECONDS));
    }
}
