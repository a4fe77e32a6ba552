package dev.rookery.tck;

import dev.rookery.pipeline.ComponentFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where a message came by, written down by the components that it makes: each has a constructor that takes the trail. */
final class Trail implements ComponentFactory {
    private final List<String> steps = new CopyOnWriteArrayList<>();

    void add(String step) {
        steps.add(step);
    }

    List<String> steps() {
        return List.copyOf(steps);
    }

    void clear() {
        steps.clear();
    }

    @Override
    public <T> T get(Class<T> type) {
        try {
            return type.getDeclaredConstructor(Trail.class).newInstance(this);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " has no constructor that takes a Trail", e);
        }
    }
}
