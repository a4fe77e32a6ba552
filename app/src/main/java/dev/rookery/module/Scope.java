package dev.rookery.module;

/**
 * How many instances of something there are. What needs something that lives shorter lives as short itself, up to the controller: a
 * singleton that has a request-scoped object injected is request-scoped. A {@link jakarta.inject.Provider} of it breaks that.
 */
public enum Scope {
    /** One for the application, made at start. */
    SINGLETON,
    /** One for each place where it is injected; never shared. */
    TRANSIENT,
    /** One for each tenant that a {@link TenantResolver} knows, made at the tenant's first message; what Nest calls durable. */
    TENANT,
    /** One for each message, made when the message needs it. An event with several handlers is a message for each of them. */
    REQUEST;

    /** What a class says. */
    static Scope of(Class<?> type) {
        var injectable = type.getAnnotation(Injectable.class);
        return injectable == null ? SINGLETON : injectable.scope();
    }
}
