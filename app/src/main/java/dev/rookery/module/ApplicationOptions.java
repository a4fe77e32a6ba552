package dev.rookery.module;

import dev.rookery.error.InvalidOptionException;
import java.time.Duration;
import java.util.Objects;

/**
 * How an application treats its modules, from start to end.
 *
 * @param factoryTimeout how long the start waits for one asynchronous provider; default 60 s; zero waits for ever
 * @param startHookTimeout how long the start waits for what one asynchronous hook returned; default 60 s; zero waits for ever
 * @param shutdownHookTimeout how long one hook of the shutdown may take, {@code @PreDestroy} included, until it is interrupted and the rest
 *     goes on; default 10 s; zero waits for ever
 * @param maxTenants for how many tenants {@link Scope#TENANT tenant-scoped} instances are kept; beyond it those of the tenant that was not
 *     heard of for the longest time are given up, and made again when it is; default 1,000
 * @param overrides what takes the place of something in the modules, as in a test; default {@link Overrides#NONE}
 */
public record ApplicationOptions(
        Duration factoryTimeout,
        Duration startHookTimeout,
        Duration shutdownHookTimeout,
        int maxTenants,
        Overrides overrides) {
    /** The default of {@link #factoryTimeout}. */
    public static final Duration DEFAULT_FACTORY_TIMEOUT = Duration.ofSeconds(60);

    /** The default of {@link #startHookTimeout}. */
    public static final Duration DEFAULT_START_HOOK_TIMEOUT = Duration.ofSeconds(60);

    /** The default of {@link #shutdownHookTimeout}. */
    public static final Duration DEFAULT_SHUTDOWN_HOOK_TIMEOUT = Duration.ofSeconds(10);

    /** The default of {@link #maxTenants}. */
    public static final int DEFAULT_MAX_TENANTS = 1_000;

    /** Checks the options. */
    public ApplicationOptions {
        requireNotNegative("factoryTimeout", factoryTimeout);
        requireNotNegative("startHookTimeout", startHookTimeout);
        requireNotNegative("shutdownHookTimeout", shutdownHookTimeout);
        if (maxTenants < 1) {
            throw new InvalidOptionException("maxTenants", maxTenants, ">= 1");
        }
        Objects.requireNonNull(overrides, "overrides");
    }

    private static void requireNotNegative(String option, Duration value) {
        if (value.isNegative()) {
            throw new InvalidOptionException(option, value, ">= 0, where 0 waits for ever");
        }
    }

    /**
     * All defaults.
     *
     * @return the options
     */
    public static ApplicationOptions defaults() {
        return builder().build();
    }

    /**
     * Begins with the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds options. Used by one thread. */
    public static final class Builder {
        private Duration factoryTimeout = DEFAULT_FACTORY_TIMEOUT;
        private Duration startHookTimeout = DEFAULT_START_HOOK_TIMEOUT;
        private Duration shutdownHookTimeout = DEFAULT_SHUTDOWN_HOOK_TIMEOUT;
        private int maxTenants = DEFAULT_MAX_TENANTS;
        private Overrides overrides = Overrides.NONE;

        private Builder() {}

        /**
         * Sets {@link ApplicationOptions#factoryTimeout}.
         *
         * @param value at least 0; zero waits for ever
         * @return this builder
         */
        public Builder factoryTimeout(Duration value) {
            this.factoryTimeout = value;
            return this;
        }

        /**
         * Sets {@link ApplicationOptions#startHookTimeout}.
         *
         * @param value at least 0; zero waits for ever
         * @return this builder
         */
        public Builder startHookTimeout(Duration value) {
            this.startHookTimeout = value;
            return this;
        }

        /**
         * Sets {@link ApplicationOptions#shutdownHookTimeout}.
         *
         * @param value at least 0; zero waits for ever
         * @return this builder
         */
        public Builder shutdownHookTimeout(Duration value) {
            this.shutdownHookTimeout = value;
            return this;
        }

        /**
         * Sets {@link ApplicationOptions#maxTenants}.
         *
         * @param tenants at least 1
         * @return this builder
         */
        public Builder maxTenants(int tenants) {
            this.maxTenants = tenants;
            return this;
        }

        /**
         * Sets {@link ApplicationOptions#overrides}.
         *
         * @param value what takes the place of what
         * @return this builder
         */
        public Builder overrides(Overrides value) {
            this.overrides = value;
            return this;
        }

        /**
         * Checks and builds.
         *
         * @return the options
         * @throws InvalidOptionException if one of them cannot be
         */
        public ApplicationOptions build() {
            return new ApplicationOptions(factoryTimeout, startHookTimeout, shutdownHookTimeout, maxTenants, overrides);
        }
    }
}
