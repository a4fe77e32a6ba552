package dev.rookery.benchmarks.run;

import org.jspecify.annotations.Nullable;

/**
 * One of those that are compared in a scenario.
 *
 * @param name how tables call it
 * @param service starts its service, which prints {@code ready <port>}
 * @param client starts its own client, to which the port is added as the last argument; null where the load generator is the client
 * @param load what the load generator does; null where it has its own client
 */
public record Contender(
        String name,
        Command service,
        @Nullable Command client,
        @Nullable Load load) {

    /**
     * A service that speaks Nest's frame, under the load generator.
     *
     * @param name how tables call it
     * @param service starts it
     * @param load what the load generator does
     * @return a contender
     */
    public static Contender underLoad(String name, Command service, Load load) {
        return new Contender(name, service, null, load);
    }

    /**
     * A service with its own client.
     *
     * @param name how tables call it
     * @param service starts the service
     * @param client starts the client
     * @return a contender
     */
    public static Contender withClient(String name, Command service, Command client) {
        return new Contender(name, service, client, null);
    }

    /**
     * The same with another way to start the service.
     *
     * @param other starts the service
     * @return another contender
     */
    public Contender withService(Command other) {
        return new Contender(name, other, client, load);
    }
}
