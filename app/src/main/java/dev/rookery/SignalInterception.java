package dev.rookery;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before the handler of a signal, and passes the signal on to it. Several may stand before each other, and go in any order.
 *
 * <p>{@code sun.misc.Signal} is reached by reflection: it is supported, in the module {@code jdk.unsupported}, but the compiler warns of
 * it, and a run-time image may lack it.
 */
final class SignalInterception implements InvocationHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Rookery.class);

    private final String name;
    private final int exitCode;
    private final Runnable heard;
    private final Object handler;
    private volatile @Nullable Object next;
    private volatile boolean over;

    private SignalInterception(String name, int exitCode, Runnable heard) throws ClassNotFoundException {
        this.name = name;
        this.exitCode = exitCode;
        this.heard = heard;
        this.handler = Proxy.newProxyInstance(
                SignalInterception.class.getClassLoader(),
                new Class<?>[] {Class.forName("sun.misc.SignalHandler")},
                this);
    }

    /**
     * Begins.
     *
     * @param name the name of the signal, without SIG
     * @param exitCode what the process ends with if there is nobody to pass the signal on to
     * @param heard told of the signal, before it is passed on
     * @throws ReflectiveOperationException if the JVM does not let go of the signal
     */
    static SignalInterception of(String name, int exitCode, Runnable heard) throws ReflectiveOperationException {
        var interception = new SignalInterception(name, exitCode, heard);
        interception.next = handle(name, interception.handler);
        return interception;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            case "toString" -> "SignalInterception of SIG" + name;
            default -> {
                if (!over) {
                    heard.run();
                }
                passOn(method, arguments);
                yield null;
            }
        };
    }

    private void passOn(Method handle, @Nullable Object @Nullable [] arguments) {
        var target = next;
        if (target != null) {
            try {
                handle.invoke(target, arguments);
                return;
            } catch (ReflectiveOperationException error) {
                LOG.warn("SIG{} cannot be passed on to {}", name, target, error);
            }
        }
        System.exit(exitCode);
    }

    /** Steps aside. Who has stepped before this one meanwhile stays where it is, and passes on through this one. */
    @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
    void giveBack() {
        over = true;
        try {
            var first = handle(name, stillThere(next));
            if (first != handler) {
                handle(name, first);
            }
        } catch (ReflectiveOperationException error) {
            LOG.warn("SIG{} cannot be given back to the JVM", name, error);
        }
    }

    /** The next one that has not stepped aside. */
    private static @Nullable Object stillThere(@Nullable Object handler) {
        var found = handler;
        while (found != null
                && Proxy.isProxyClass(found.getClass())
                && Proxy.getInvocationHandler(found) instanceof SignalInterception other
                && other.over) {
            found = other.next;
        }
        return found;
    }

    /** Sets a handler, and gives the one before it. */
    private static @Nullable Object handle(String name, @Nullable Object handler) throws ReflectiveOperationException {
        var signal = Class.forName("sun.misc.Signal");
        var set = signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"));
        try {
            return set.invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
        } catch (InvocationTargetException e) {
            throw new ReflectiveOperationException("refused: " + e.getCause(), e);
        }
    }
}
