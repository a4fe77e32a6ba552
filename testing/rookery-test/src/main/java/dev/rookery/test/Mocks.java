package dev.rookery.test;

import dev.rookery.module.Token;
import dev.rookery.module.WiringException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Mocks of interfaces. A mock answers with nothing: null, zero, false, an empty text, an empty {@code Optional}, array, collection or stream, an empty
 * {@code Flux} or {@code Mono}, a future that has come with null. Default methods are called. It remembers its calls, and is safe for use by
 * several threads.
 */
public final class Mocks {
    private Mocks() {}

    /**
     * Makes a mock.
     *
     * @param type an interface that is not sealed
     * @param <T> the interface
     * @return a mock that is equal to itself alone
     * @throws IllegalArgumentException if the type is no such interface
     */
    public static <T> T of(Class<T> type) {
        if (!type.isInterface() || type.isSealed() || type.isAnnotation()) {
            throw new IllegalArgumentException("Mocks are made of interfaces that are not sealed, and "
                    + type.getSimpleName() + " is " + (type.isInterface() ? "sealed or an annotation" : "a class"));
        }
        var loader = type.getClassLoader() == null ? Mocks.class.getClassLoader() : type.getClassLoader();
        return type.cast(Proxy.newProxyInstance(loader, new Class<?>[] {type}, new MockHandler(type)));
    }

    /**
     * What a mock was asked.
     *
     * @param mock what {@link #of} or {@link RookeryTest#mockMissing()} made
     * @return the calls so far, default methods included, those of {@code Object} left out
     * @throws IllegalArgumentException if it is no mock
     */
    public static List<MockCall> callsOf(Object mock) {
        return handlerOf(mock)
                .map(MockHandler::calls)
                .orElseThrow(() -> new IllegalArgumentException(
                        mock + " is no mock: give what Mocks.of(…) or mockMissing() made"));
    }

    /**
     * Whether something is a mock of this class.
     *
     * @param object anything
     * @return true if {@link #callsOf} knows it
     */
    public static boolean isMock(Object object) {
        return handlerOf(object).isPresent();
    }

    private static Optional<MockHandler> handlerOf(Object object) {
        return Proxy.isProxyClass(Objects.requireNonNull(object, "mock").getClass())
                        && Proxy.getInvocationHandler(object) instanceof MockHandler handler
                ? Optional.of(handler)
                : Optional.empty();
    }

    /** What stands for a dependency that nothing provides. */
    static Optional<Object> missing(Token<?> token) {
        var type = token.rawType();
        var nothing = type.isInterface() ? Nothing.of(type) : null;
        if (nothing != null) {
            return Optional.of(nothing);
        }
        if (!type.isInterface() || type.isSealed() || type.isAnnotation()) {
            throw new WiringException(
                    "mockMissing() mocks interfaces, and " + type.getSimpleName()
                            + (type.isInterface() ? " is sealed" : " is none")
                            + ": override what needs it, or give a function, as in mockMissing(token -> Optional.of(mock(token.rawType())))");
        }
        return Optional.of(of(type));
    }
}
