package dev.rookery.test;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Answers for a mock, and remembers what it was asked. Safe for use by several threads. */
final class MockHandler implements InvocationHandler {
    private final Class<?> type;
    private final List<MockCall> calls = new CopyOnWriteArrayList<>();

    MockHandler(Class<?> type) {
        this.type = type;
    }

    List<MockCall> calls() {
        return List.copyOf(calls);
    }

    @Override
    @SuppressWarnings({"NullAway", "ReferenceEquality"}) // null is nothing; a proxy equals itself alone
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        var given = arguments == null ? new Object[0] : arguments;
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == given[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "mock of " + type.getSimpleName();
            };
        }
        calls.add(new MockCall(method.getName(), Arrays.asList(given)));
        if (method.isDefault()) {
            method.setAccessible(true);
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        return Nothing.of(method.getReturnType());
    }
}
