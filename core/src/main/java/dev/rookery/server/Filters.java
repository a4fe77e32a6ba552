package dev.rookery.server;

import dev.rookery.annotation.Catch;
import dev.rookery.pipeline.ExceptionFilter;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which filter takes an error: the nearest level first, and within a level the last one first. */
final class Filters {
    private Filters() {}

    @SuppressWarnings("unchecked") // a filter is only given what it says it takes
    static @Nullable ExceptionFilter<Throwable> forError(List<ExceptionFilter<?>> filters, Throwable error) {
        for (var index = filters.size() - 1; index >= 0; index--) {
            if (takes(filters.get(index), error)) {
                return (ExceptionFilter<Throwable>) filters.get(index);
            }
        }
        return null;
    }

    private static boolean takes(ExceptionFilter<?> filter, Throwable error) {
        var annotation = filter.getClass().getAnnotation(Catch.class);
        if (annotation == null) {
            return declaredType(filter.getClass()).isInstance(error);
        }
        if (annotation.value().length == 0) {
            return true;
        }
        for (var type : annotation.value()) {
            if (type.isInstance(error)) {
                return true;
            }
        }
        return false;
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
