package dev.rookery.transport;

import dev.rookery.error.StartException;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * Offers the transporter that is taken where code gives none. An artifact registers it under {@code META-INF/services} with the name of
 * this interface; {@code rookery-tcp} does, so that services and clients meet on {@code localhost:3000} as Nest's do.
 *
 * <p>An implementation is public, and so is its constructor without parameters.
 */
public interface DefaultTransporter {

    /**
     * Makes the transporter, with all its defaults. Opens nothing.
     *
     * @return the transporter
     */
    Transporter create();

    /**
     * Finds the one on the class path and makes the transporter.
     *
     * @return the transporter
     * @throws StartException if there is none, or more than one
     */
    static Transporter load() {
        var found = ServiceLoader.load(DefaultTransporter.class).stream().toList();
        if (found.size() == 1) {
            return found.getFirst().get().create();
        }
        if (found.isEmpty()) {
            throw new StartException("No transporter was given, and no artifact on the class path has a default one:"
                    + " add dev.rookery:rookery-tcp, or give a transporter");
        }
        throw new StartException("No transporter was given, and "
                + found.stream()
                        .map(provider -> provider.type().getName())
                        .sorted()
                        .collect(Collectors.joining(" and "))
                + " each have a default one: give the transporter that is meant");
    }
}
