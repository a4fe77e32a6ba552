package dev.rookery.test;

import dev.rookery.annotation.HandlerMapping;
import dev.rookery.codec.Body;
import dev.rookery.handler.HandlerDescription;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.HandlerAnnotations;
import dev.rookery.transport.MessageContext;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A message that has arrived and is not handled. */
final class TestContext implements ExecutionContext {
    private final String route;
    private final MessageContext context;
    private final Body payload;
    private final @Nullable HandlerDescription handler;
    private final Map<Object, Object> attached = new HashMap<>();

    TestContext(String route, MessageContext context, Body payload, @Nullable HandlerDescription handler) {
        this.route = route;
        this.context = context;
        this.payload = payload;
        this.handler = handler;
    }

    private HandlerDescription description() {
        if (handler == null) {
            throw new IllegalStateException("No handler is bound to " + context.pattern()
                    + ", so that this message has none: make one with the pattern of a handler");
        }
        return handler;
    }

    @Override
    public Method handler() {
        return description().method();
    }

    @Override
    public Class<?> controller() {
        return description().controller();
    }

    @Override
    public HandlerAnnotations annotations() {
        return HandlerAnnotations.of(controller(), handler());
    }

    @Override
    public String route() {
        return route;
    }

    @Override
    public boolean isEvent() {
        return handler != null && handler.kind() == HandlerMapping.Kind.EVENT;
    }

    @Override
    public Body payload() {
        return payload;
    }

    @Override
    public <C> Optional<C> as(Class<C> type) {
        return type.isInstance(context) ? Optional.of(type.cast(context)) : Optional.empty();
    }

    @Override
    @SuppressWarnings("unchecked") // who chose the key chose the type
    public synchronized <T> T attached(Object key, Supplier<? extends T> first) {
        return (T) attached.computeIfAbsent(key, absent -> first.get());
    }
}
