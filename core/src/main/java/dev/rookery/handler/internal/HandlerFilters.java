package dev.rookery.handler.internal;

import dev.rookery.annotation.Catch;
import dev.rookery.pipeline.ComponentStandIn;
import dev.rookery.pipeline.ExceptionFilter;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The filters of a handler. The nearest level is asked first: method, controller, global. Within a level the filter counts that takes the
 * nearest type of error; of several that take the same one, the last. Immutable.
 */
public final class HandlerFilters {
    private static final int NO_MATCH = Integer.MAX_VALUE;

    private final Level[] levels;

    /** The levels, the nearest first. */
    HandlerFilters(List<List<ExceptionFilter<?>>> levels) {
        this.levels =
                levels.stream().filter(level -> !level.isEmpty()).map(Level::of).toArray(Level[]::new);
    }

    /**
     * Whether there are none.
     *
     * @return true if errors go to the caller as they are
     */
    public boolean isEmpty() {
        return levels.length == 0;
    }

    /**
     * Which filter takes an error.
     *
     * @param error what was thrown
     * @return the filter; null if none does
     */
    @SuppressWarnings("unchecked") // a filter is only given what it says it takes
    public @Nullable ExceptionFilter<Throwable> forError(Throwable error) {
        for (var level : levels) {
            var found = level.forError(error);
            if (found != null) {
                return (ExceptionFilter<Throwable>) found;
            }
        }
        return null;
    }

    /** How many steps of inheritance an error is away from a type that a filter takes. */
    private static int distance(Class<?> caught, Throwable error) {
        if (!caught.isInstance(error)) {
            return NO_MATCH;
        }
        var steps = 0;
        for (Class<?> current = error.getClass(); current != null && current != caught; steps++) {
            current = current.getSuperclass();
        }
        return steps;
    }

    private record Level(List<Caught> filters) {
        static Level of(List<ExceptionFilter<?>> filters) {
            return new Level(filters.reversed().stream().map(Caught::by).toList());
        }

        @Nullable ExceptionFilter<?> forError(Throwable error) {
            ExceptionFilter<?> nearest = null;
            var least = NO_MATCH;
            for (var filter : filters) {
                for (var type : filter.types()) {
                    var steps = distance(type, error);
                    if (steps < least) {
                        least = steps;
                        nearest = filter.filter();
                    }
                }
            }
            return nearest;
        }
    }

    /** A filter and the types of error that it takes. */
    private record Caught(ExceptionFilter<?> filter, List<Class<?>> types) {
        static Caught by(ExceptionFilter<?> filter) {
            var type = ComponentStandIn.typeOf(filter);
            var annotation = type.getAnnotation(Catch.class);
            if (annotation == null) {
                return new Caught(filter, List.of(declaredType(type)));
            }
            return new Caught(
                    filter, annotation.value().length == 0 ? List.of(Throwable.class) : List.of(annotation.value()));
        }

        private static Class<?> declaredType(Class<?> filter) {
            for (Class<?> current = filter; current != null; current = current.getSuperclass()) {
                for (var contract : current.getGenericInterfaces()) {
                    if (contract instanceof ParameterizedType generic
                            && generic.getRawType() == ExceptionFilter.class
                            && generic.getActualTypeArguments()[0] instanceof Class<?> type) {
                        return type;
                    }
                }
            }
            return Throwable.class;
        }
    }
}
