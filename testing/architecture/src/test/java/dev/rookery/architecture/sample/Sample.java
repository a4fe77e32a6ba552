package dev.rookery.architecture.sample;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One of each kind of types. */
public class Sample<T extends Number> extends HiddenParent<T> implements Consumer<T> {

    public static final int LIMIT = 3;

    static final int HIDDEN = 4;

    @Override
    public void accept(T unused) {}

    public synchronized @Nullable String find(List<@Nullable T> unused, Object... others) throws IOException {
        return null;
    }

    protected void ofSubclasses() {}

    void hidden() {}

    public record Part(int size, @Nullable String name) implements Shape {
        public static Part of(int size) {
            return new Part(size, null);
        }
    }

    public sealed interface Shape permits Part, HiddenShape {}

    record HiddenShape() implements Shape {}

    public enum Kind {
        SQUARE,
        ROUND
    }

    public interface Visitor {
        void visit(Object visited);

        default void visitAll(List<Object> visited) {
            visited.forEach(this::visit);
        }
    }

    @Target(ElementType.TYPE)
    public @interface Mark {
        String required();

        int optional() default 1;
    }
}
