package dev.rookery.transport;

import java.util.Objects;

/**
 * Something that happened in a driver.
 *
 * @param event what kind of thing
 * @param value what is told about it
 * @param <T> what is told about it
 */
public record TransportSignal<T>(TransportEvent<T> event, T value) {

    /** Checks the parts. */
    public TransportSignal {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(value, "value");
    }
}
