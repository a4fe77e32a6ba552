package dev.rookery;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets SIGTERM and SIGINT end the process by {@code System.exit(0)}, which runs every shutdown hook as they do, in place of the JVM's 128
 * and the number of the signal.
 *
 * <p>{@code sun.misc.Signal} is reached by reflection: it is supported, in the module {@code jdk.unsupported}, but the compiler warns of
 * it, and a run-time image may lack it.
 */
final class EndSignals {
    private static final Logger LOG = LoggerFactory.getLogger(Rookery.class);
    private static final List<String> NAMES = List.of("TERM", "INT");

    private final Map<String, Object> before = new LinkedHashMap<>();

    @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
    void takeOver() {
        InvocationHandler exit = (proxy, method, arguments) -> switch (method.getName()) {
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            case "toString" -> "exit(0)";
            default -> {
                System.exit(0);
                yield null;
            }
        };
        for (var name : NAMES) {
            try {
                var type = Class.forName("sun.misc.SignalHandler");
                before.put(
                        name,
                        handle(
                                name,
                                Proxy.newProxyInstance(
                                        EndSignals.class.getClassLoader(), new Class<?>[] {type}, exit)));
            } catch (ReflectiveOperationException error) {
                LOG.warn(
                        "SIG{} ends the process with the JVM's own exit code, since the JVM keeps the signal to itself",
                        name,
                        error);
            }
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
