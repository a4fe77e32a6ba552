package dev.rookery.config;

import dev.rookery.ListenerDefaults;
import dev.rookery.module.Discovery;
import dev.rookery.module.Token;

/**
 * Looks for what a microservice listens on in the configuration that its modules have, or else in what is there: {@code
 * rookery.transport}, the options of that transport, and {@code rookery.server}.
 */
public final class ConfigListenerDefaults implements ListenerDefaults {

    /** Called by the service loader. */
    public ConfigListenerDefaults() {}

    @Override
    public Choice choose(Discovery modules) {
        return modules.find(Token.of(Config.class)).orElseGet(Config::load).listener();
    }
}
