package dev.rookery;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears which signal ends the process, and may let SIGTERM and SIGINT end it by {@code System.exit(0)}, which runs every shutdown hook as they
 * do, in place of the JVM's 128 and the number of the signal.
 *
 * <p>{@code sun.misc.Signal} is reached by reflection: it is supported, in the module {@code jdk.unsupported}, but the compiler warns of
 * it, and a run-time image may lack it.
 */
final class EndSignals {
    private static final Logger LOG = LoggerFactory.getLogger(Rookery.class);
    private static final List<String> NAMES = List.of("TERM", "INT");

    private final Map<String, Object> before = new ConcurrentHashMap<>();
    private volatile @Nullable String heard;

    /** Such as {@code SIGTERM}. */
    @Nullable String heard() {
        return heard;
    }

    /** From now on signals are heard, and then do what they did before, unless they are to exit cleanly. */
    void takeOver(boolean exitCleanly) {
        for (var name : NAMES) {
            try {
                before.put(name, handle(name, handler(name, exitCleanly)));
            } catch (ReflectiveOperationException error) {
                if (exitCleanly) {
                    LOG.warn(
                            "SIG{} ends the process with the JVM's own exit code, since the JVM keeps the signal to itself",
                            name,
                            error);
                } else {
                    LOG.debug("Hooks are not told of SIG{}, since the JVM keeps the signal to itself", name, error);
                }
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
    private Object handler(String name, boolean exitCleanly) throws ClassNotFoundException {
        var type = Class.forName("sun.misc.SignalHandler");
        InvocationHandler calls = (proxy, method, arguments) -> switch (method.getName()) {
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            case "toString" -> "Rookery";
            default -> {
                heard = "SIG" + name;
                if (exitCleanly) {
                    System.exit(0);
                }
                passOn(name, method, arguments);
                yield null;
            }
        };
        return Proxy.newProxyInstance(EndSignals.class.getClassLoader(), new Class<?>[] {type}, calls);
    }

    /** Lets the handler that was there before do what it does, which is to end the process. */
    private void passOn(String name, Method handle, @Nullable Object @Nullable [] arguments) {
        var handler = before.get(name);
        try {
            if (handler != null) {
                handle.invoke(handler, arguments);
            }
        } catch (ReflectiveOperationException error) {
            LOG.warn("SIG{} was not passed on to {}", name, handler, error);
        }
    }

    void giveBack() {
        before.forEach((name, handler) -> {
            try {
                handle(name, handler);
            } catch (ReflectiveOperationException error) {
                LOG.warn("SIG{} cannot be given back to the JVM", name, error);
            }
        });
        before.clear();
    }

    /** Sets a handler, and gives the one before it. */
    private static Object handle(String name, Object handler) throws ReflectiveOperationException {
        var signal = Class.forName("sun.misc.Signal");
        var set = signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"));
        try {
            return set.invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
        } catch (InvocationTargetException e) {
            throw new ReflectiveOperationException("refused: " + e.getCause(), e);
        }
    }
}
