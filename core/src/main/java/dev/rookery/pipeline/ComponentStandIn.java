package dev.rookery.pipeline;

/**
 * A guard, pipe, interceptor or filter that stands for another one, as where a container makes that one anew for each message. What the class
 * says, by annotations and type arguments, is read from the class that it stands for.
 */
public interface ComponentStandIn {

    /**
     * The class that it stands for.
     *
     * @return a class of a guard, pipe, interceptor or filter
     */
    Class<?> componentType();

    /**
     * The class of a component, or the one that it stands for.
     *
     * @param component a guard, pipe, interceptor or filter
     * @return its class
     */
    static Class<?> typeOf(Object component) {
        return component instanceof ComponentStandIn standIn ? standIn.componentType() : component.getClass();
    }
}
