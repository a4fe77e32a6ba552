package dev.rookery;

import dev.rookery.module.Token;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.pipeline.Pipe;
import dev.rookery.pipeline.PipelineComponents;
import dev.rookery.pipeline.PreRequestHook;
import java.util.List;

/**
 * What every application can do. Safe for use by several threads.
 *
 * @param <S> the kind of application
 */
public abstract sealed class ApplicationContext<S extends ApplicationContext<S>> implements AutoCloseable
        permits Application, Microservice {
    private final ApplicationLife life;

    ApplicationContext(ApplicationLife life) {
        this.life = life;
    }

    abstract S self();

    ApplicationLife life() {
        return life;
    }

    private S global(String method, PipelineComponents added) {
        life.addGlobal(method, added);
        return self();
    }

    /**
     * Adds hooks for every handler, on every listener.
     *
     * @param hooks in order
     * @return this application
     * @throws IllegalStateException if the application was started
     */
    public final S useGlobalHooks(PreRequestHook... hooks) {
        return global(
                "useGlobalHooks", new PipelineComponents(List.of(hooks), List.of(), List.of(), List.of(), List.of()));
    }

    /**
     * Adds guards for every handler, on every listener. One that needs injection is a provider: {@code useGlobalGuards(app.get(…))}.
     *
     * @param guards in order
     * @return this application
     * @throws IllegalStateException if the application was started
     */
    public final S useGlobalGuards(Guard... guards) {
        return global(
                "useGlobalGuards", new PipelineComponents(List.of(), List.of(guards), List.of(), List.of(), List.of()));
    }

    /**
     * Adds interceptors for every handler, on every listener.
     *
     * @param interceptors the outermost first
     * @return this application
     * @throws IllegalStateException if the application was started
     */
    public final S useGlobalInterceptors(Interceptor... interceptors) {
        return global(
                "useGlobalInterceptors",
                new PipelineComponents(List.of(), List.of(), List.of(interceptors), List.of(), List.of()));
    }

    /**
     * Adds pipes for every parameter of every handler, on every listener.
     *
     * @param pipes in order
     * @return this application
     * @throws IllegalStateException if the application was started
     */
    public final S useGlobalPipes(Pipe<?, ?>... pipes) {
        return global(
                "useGlobalPipes", new PipelineComponents(List.of(), List.of(), List.of(), List.of(pipes), List.of()));
    }

    /**
     * Adds filters for every handler, on every listener.
     *
     * @param filters the last one is asked first
     * @return this application
     * @throws IllegalStateException if the application was started
     */
    public final S useGlobalFilters(ExceptionFilter<?>... filters) {
        return global(
                "useGlobalFilters",
                new PipelineComponents(List.of(), List.of(), List.of(), List.of(), List.of(filters)));
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
