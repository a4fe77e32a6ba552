package dev.rookery.pipeline;

import dev.rookery.error.HandlerDefinitionException;
import java.lang.reflect.InvocationTargetException;

/** Where instances of guards, pipes, interceptors and filters come from. A container gives its own. */
@FunctionalInterface
public interface ComponentFactory {

    /**
     * Gives the instance that all messages share. Called at start.
     *
     * @param type the class that an annotation names
     * @param <T> the class
     * @return the instance
     * @throws HandlerDefinitionException if it cannot be made; the start tells it
     */
    <T> T get(Class<T> type);

    /**
     * Calls the constructor without parameters.
     *
     * @return a factory without a container
     */
    static ComponentFactory byConstructor() {
        return ComponentFactory::construct;
    }

    private static <T> T construct(Class<T> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (NoSuchMethodException e) {
            throw new HandlerDefinitionException(
                    type.getName()
                            + " has no constructor without parameters: give it one, or register an instance, or use modules",
                    e);
        } catch (InvocationTargetException e) {
            throw new HandlerDefinitionException(
                    "The constructor of " + type.getName() + " failed: " + e.getCause(),
                    e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new HandlerDefinitionException("Cannot construct " + type.getName() + ": " + e.getMessage(), e);
        }
    }
}
