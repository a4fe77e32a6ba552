package dev.rookery.server;

import dev.rookery.codec.Body;
import dev.rookery.handler.internal.BoundHandler;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.HandlerAnnotations;
import dev.rookery.transport.Inbound;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A message and the handler that it has found, as the pipeline sees them: what is known from the start. What becomes of it is {@link Invocation}'s. */
abstract sealed class HandledMessage implements ExecutionContext permits Invocation {
    private final BoundHandler handler;
    private final String route;
    private final Inbound inbound;
    // guarded by this
    private @Nullable Map<Object, Object> attached;

    HandledMessage(BoundHandler handler, String route, Inbound inbound) {
        this.handler = handler;
        this.route = route;
        this.inbound = inbound;
    }

    final BoundHandler bound() {
        return handler;
    }

    final Inbound inbound() {
        return inbound;
    }

    final String transport() {
        return inbound.context().transport();
    }

    @Override
    public final Method handler() {
        return handler.method();
    }

    @Override
    public final Class<?> controller() {
        return handler.definition().controller().type();
    }

    @Override
    public final HandlerAnnotations annotations() {
        return handler.annotations();
    }

    @Override
    public final String route() {
        return route;
    }

    @Override
    public final boolean isEvent() {
        return inbound.event();
    }

    @Override
    public final Body payload() {
        return inbound.data();
    }

    @Override
    @SuppressWarnings("unchecked") // who chose the key chose the type
    public final synchronized <T> T attached(Object key, Supplier<? extends T> first) {
        if (attached == null) {
            attached = new HashMap<>(2);
        }
        return (T) attached.computeIfAbsent(key, absent -> first.get());
    }

    @Override
    public final <C> Optional<C> as(Class<C> type) {
        return type.isInstance(inbound.context()) ? Optional.of(type.cast(inbound.context())) : Optional.empty();
    }
}
