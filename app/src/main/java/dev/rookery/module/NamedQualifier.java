package dev.rookery.module;

import jakarta.inject.Named;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/** A {@link Named} that stands in no source; equal to one that does. */
record NamedQualifier(String value) implements Named {
    @Override
    public Class<? extends Annotation> annotationType() {
        return Named.class;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Named named && named.value().equals(value);
    }

    /** As {@link Annotation#hashCode()} says. */
    @Override
    public int hashCode() {
        return (127 * "value".hashCode()) ^ value.hashCode();
    }
}
