package dev.rookery.pipeline;

import dev.rookery.codec.Body;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.Supplier;

/** A message for one method, that came by no protocol. */
record SomeMessage(Method handler) implements ExecutionContext {
    @Override
    public Class<?> controller() {
        return handler.getDeclaringClass();
    }

    @Override
    public String route() {
        return handler.getName();
    }

    @Override
    public boolean isEvent() {
        return false;
    }

    @Override
    public Body payload() {
        return Body.absent();
    }

    @Override
    public <C> Optional<C> as(Class<C> type) {
        return Optional.empty();
    }

    @Override
    public <T> T attached(Object key, Supplier<? extends T> first) {
        return first.get();
    }

    @Override
    public HandlerAnnotations annotations() {
        return HandlerAnnotations.of(controller(), handler);
    }
}
