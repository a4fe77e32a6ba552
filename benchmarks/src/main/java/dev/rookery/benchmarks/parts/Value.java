package dev.rookery.benchmarks.parts;

import dev.rookery.codec.Body;
import java.lang.reflect.Type;

/** A payload that is bound already, where it is not the binding that is measured. */
record Value(Object bound) implements Body {
    @Override
    public boolean isAbsent() {
        return false;
    }

    @Override
    public Object bind(Type type) {
        return bound;
    }

    @Override
    public Body property(String name) {
        return Body.absent();
    }
}
