package dev.rookery.pipeline;

import java.util.ArrayList;
import java.util.List;

/**
 * The components that apply to every handler of a server. Immutable.
 *
 * @param hooks run before everything else
 * @param guards run first
 * @param interceptors stand outermost
 * @param pipes every parameter goes through them first
 * @param filters are asked where neither method nor controller has one for the error
 */
public record PipelineComponents(
        List<PreRequestHook> hooks,
        List<Guard> guards,
        List<Interceptor> interceptors,
        List<Pipe<?, ?>> pipes,
        List<ExceptionFilter<?>> filters) {
    /** No components. */
    public static final PipelineComponents NONE =
            new PipelineComponents(List.of(), List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public PipelineComponents {
        hooks = List.copyOf(hooks);
        guards = List.copyOf(guards);
        interceptors = List.copyOf(interceptors);
        pipes = List.copyOf(pipes);
        filters = List.copyOf(filters);
    }

    /**
     * These, then others.
     *
     * @param other what comes after
     * @return both
     */
    public PipelineComponents plus(PipelineComponents other) {
        return new PipelineComponents(
                join(hooks, other.hooks),
                join(guards, other.guards),
                join(interceptors, other.interceptors),
                join(pipes, other.pipes),
                join(filters, other.filters));
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        var all = new ArrayList<T>(first);
        all.addAll(second);
        return all;
    }
}
