package dev.rookery.architecture.options;

import dev.rookery.mqtt.MqttWill;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A component of a record of options, or of a record that is one of them.
 *
 * @param path its name, as {@code keepAlive.idle}
 * @param component the component
 * @param owner the record that has it, with all defaults
 */
record Option(String path, RecordComponent component, Record owner) {

    static List<Option> of(Class<? extends Record> type, Record defaults) {
        var found = new ArrayList<Option>();
        collect("", type, defaults, found);
        return found;
    }

    private static void collect(String before, Class<?> type, Record owner, List<Option> found) {
        for (var component : type.getRecordComponents()) {
            var option = new Option(before + component.getName(), component, owner);
            found.add(option);
            option.inner().ifPresent(inner -> collect(option.path() + ".", component.getType(), inner, found));
        }
    }

    /** The options of a value that is a record of some, but for those that are a subject of their own. */
    Optional<Record> inner() {
        if (!component.getType().isRecord()
                || Subject.ALL.stream().anyMatch(subject -> subject.type().equals(component.getType()))) {
            return Optional.empty();
        }
        return value() instanceof Record record ? Optional.of(record) : sample();
    }

    /** In place of a default that is nothing. */
    private Optional<Record> sample() {
        return component.getType().equals(MqttWill.class)
                ? Optional.of(MqttWill.of("status", "gone"))
                : Optional.empty();
    }

    String name() {
        return component.getName();
    }

    Type type() {
        return component.getGenericType();
    }

    @Nullable Object value() {
        return Reflections.value(owner, component);
    }

    boolean isNullable() {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** Whether somebody may write a value that it cannot have: types say all about the others. */
    boolean canBeWrong() {
        var type = component.getType();
        return TextValues.canRead(type()) && type != boolean.class && !type.isEnum();
    }

    @Override
    public String toString() {
        return path;
    }
}
