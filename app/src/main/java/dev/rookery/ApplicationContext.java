package dev.rookery;

import dev.rookery.handler.HandlerDescription;
import dev.rookery.module.Token;
import dev.rookery.pipeline.PipelineComponents;
import java.util.List;

/**
 * What every application can do. Safe for use by several threads.
 *
 * @param <S> the kind of application
 */
public abstract sealed class ApplicationContext<S extends ApplicationContext<S>> extends GlobalPipeline<S>
        implements AutoCloseable permits Application, Microservice {
    private final ApplicationLife life;

    ApplicationContext(ApplicationLife life) {
        this.life = life;
    }

    abstract S self();

    ApplicationLife life() {
        return life;
    }

    @Override
    S add(String method, PipelineComponents added) {
        life.addGlobal(method, added);
        return self();
    }

    /**
     * Adds a door. It opens with the application, after all microservices.
     *
     * @param door where requests come in, as in {@code HttpDoor.port(3000)}
     * @return the listener behind it; where there are several, the one that opens the port, and the others stand after it among the
     *     listeners of the application
     * @throws IllegalStateException if the application was started or closed
     */
    public final Listener connectDoor(Door door) {
        var listeners = behind(door);
        life.addDoors(listeners);
        return listeners.getFirst();
    }

    final List<Listener> behind(Door door) {
        var options = door.options();
        return door.transporters(life.container().discovery()).stream()
                .map(transporter -> options.map(given -> new Listener(transporter, given))
                        .orElseGet(() -> Assembly.listener(life.container(), transporter)))
                .toList();
    }

    /**
     * Lets the process end with 0 in place of 143 (or 130) when SIGTERM (or SIGINT) ends it, after the same orderly shutdown. Where the
     * JVM does not let go of its signals, as with {@code -Xrs}, a warning is logged and the code stays.
     *
     * @return this application
     * @throws IllegalStateException if the application was started
     */
    public final S cleanExitOnSignal() {
        life.cleanExitOnSignal();
        return self();
    }

    /**
     * Finds something that any module provides, exported or not, or a controller, and that is made once for the application.
     *
     * @param type its type
     * @param <T> its type
     * @return the instance
     * @throws dev.rookery.module.WiringException if there is none, or more than one
     */
    public final <T> T get(Class<T> type) {
        return get(Token.of(type));
    }

    /**
     * Finds something that any module provides with {@code @Named}, exported or not.
     *
     * @param name its name
     * @param type its type
     * @param <T> its type
     * @return the instance
     * @throws dev.rookery.module.WiringException if there is none, or more than one
     */
    public final <T> T get(String name, Class<T> type) {
        return get(Token.named(name, type));
    }

    /**
     * Finds something that any module provides, exported or not.
     *
     * @param token what it is asked for by
     * @param <T> its type
     * @return the instance
     * @throws dev.rookery.module.WiringException if there is none, or more than one
     */
    public final <T> T get(Token<T> token) {
        return life.container().get(token);
    }

    /**
     * Finds something that any module provides, exported or not, or a controller: a new one where nobody shares it, that of the message
     * which this thread handles where it is request-scoped, that of the message's tenant where it is tenant-scoped.
     *
     * @param type its type
     * @param <T> its type
     * @return the instance
     * @throws dev.rookery.module.WiringException if there is none, or more than one, or if a message is needed and this thread handles
     *     none
     */
    public final <T> T resolve(Class<T> type) {
        return resolve(Token.of(type));
    }

    /**
     * Finds something that any module provides, exported or not, or a controller: a new one where nobody shares it, that of the message
     * which this thread handles where it is request-scoped, that of the message's tenant where it is tenant-scoped.
     *
     * @param token what it is asked for by
     * @param <T> its type
     * @return the instance
     * @throws dev.rookery.module.WiringException if there is none, or more than one, or if a message is needed and this thread handles
     *     none
     */
    public final <T> T resolve(Token<T> token) {
        return life.container().resolve(token);
    }

    /**
     * The handlers on all listeners, with what stands around each.
     *
     * @return the handlers, listener by listener; empty before the start
     */
    public final List<HandlerDescription> handlers() {
        return life.listeners().stream()
                .flatMap(listener -> listener.handlers().stream())
                .toList();
    }

    /**
     * Waits until the application has been closed, by {@link #close} or because the process is told to end. Returns early, with the
     * thread's interrupt flag set, if the thread is interrupted.
     *
     * @throws IllegalStateException if the application was not started
     */
    public final void awaitShutdown() {
        life.awaitEnd();
    }

    /**
     * Shuts down, in this order: no message gets in any more; handlers get the time that {@link dev.rookery.server.ServerOptions}'s
     * {@code drainTimeout} grants; hooks run; clients close; transports close. Blocks until all of it is done; a second call waits for the
     * first. What fails is logged and does not stop the rest. SIGTERM leads to the same.
     *
     * <p>A handler that calls it waits for itself, until it is interrupted at the end of the {@code drainTimeout}: call it on another
     * thread.
     *
     * @throws IllegalStateException if a hook calls it during the start, which an exception of the hook stops
     */
    @Override
    public final void close() {
        life.close();
    }
}
