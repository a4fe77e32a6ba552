package dev.rookery.module;

import java.util.Objects;

/**
 * For whom {@link Scope#TENANT tenant-scoped} instances are made. Can be injected into them, and into what is request-scoped.
 *
 * @param key what the {@link TenantResolver} gave
 */
public record Tenant(Object key) {
    /** Checks the key. */
    public Tenant {
        Objects.requireNonNull(key, "key");
    }
}
