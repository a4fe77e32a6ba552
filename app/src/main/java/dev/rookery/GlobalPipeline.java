package dev.rookery;

import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.pipeline.Pipe;
import dev.rookery.pipeline.PipelineComponents;
import dev.rookery.pipeline.PreRequestHook;
import java.util.List;

/**
 * What components for every handler are added to: an application, for the handlers on all its listeners, or one listener. Components that
 * need injection are providers of a module and carry {@link dev.rookery.module.Global}; these apply first.
 *
 * @param <S> the kind of application, or the listener
 */
public abstract sealed class GlobalPipeline<S> permits ApplicationContext, Listener {
    GlobalPipeline() {}

    abstract S add(String method, PipelineComponents added);

    /**
     * Adds hooks for every handler.
     *
     * @param hooks in order
     * @return this
     * @throws IllegalStateException if the application was started
     */
    public final S useGlobalHooks(PreRequestHook... hooks) {
        return add(
                "useGlobalHooks", new PipelineComponents(List.of(hooks), List.of(), List.of(), List.of(), List.of()));
    }

    /**
     * Adds guards for every handler. One that needs injection is a provider: {@code useGlobalGuards(app.get(…))}.
     *
     * @param guards in order
     * @return this
     * @throws IllegalStateException if the application was started
     */
    public final S useGlobalGuards(Guard... guards) {
        return add(
                "useGlobalGuards", new PipelineComponents(List.of(), List.of(guards), List.of(), List.of(), List.of()));
    }

    /**
     * Adds interceptors for every handler.
     *
     * @param interceptors the outermost first
     * @return this
     * @throws IllegalStateException if the application was started
     */
    public final S useGlobalInterceptors(Interceptor... interceptors) {
        return add(
                "useGlobalInterceptors",
                new PipelineComponents(List.of(), List.of(), List.of(interceptors), List.of(), List.of()));
    }

    /**
     * Adds pipes for every parameter of every handler.
     *
     * @param pipes in order
     * @return this
     * @throws IllegalStateException if the application was started
     */
    public final S useGlobalPipes(Pipe<?, ?>... pipes) {
        return add(
                "useGlobalPipes", new PipelineComponents(List.of(), List.of(), List.of(), List.of(pipes), List.of()));
    }

    /**
     * Adds filters for every handler.
     *
     * @param filters of several for the same type of error the last one is asked
     * @return this
     * @throws IllegalStateException if the application was started
     */
    public final S useGlobalFilters(ExceptionFilter<?>... filters) {
        return add(
                "useGlobalFilters",
                new PipelineComponents(List.of(), List.of(), List.of(), List.of(), List.of(filters)));
    }
}
