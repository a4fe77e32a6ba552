package dev.rookery.config;

import dev.rookery.error.InvalidOptionException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes records of values, and notes all that is missing or wrong as mistakes. Used by one thread. */
final class RecordBinder {
    private final Values values;
    private final Mistakes mistakes;
    private final KnownKeys known;
    private final ValueReader reader;
    private final Containers containers;
    private final Constraints constraints;

    RecordBinder(Values values, Mistakes mistakes, KnownKeys known, Constraints constraints) {
        this.values = values;
        this.mistakes = mistakes;
        this.known = known;
        this.reader = new ValueReader(values, mistakes);
        this.containers = new Containers(values, known, this);
        this.constraints = constraints;
    }

    /**
     * Makes a record.
     *
     * @return the record; null if there was a mistake, which is noted
     */
    <T> @Nullable T bind(String prefix, Class<T> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(
                    type.getName() + " is no record, and configuration is bound to records only: make it one");
        }
        var before = mistakes.count();
        var components = type.getRecordComponents();
        var arguments = Arrays.stream(components)
                .map(component -> component(component, prefix))
                .toArray();
        if (mistakes.count() > before) {
            return null;
        }
        var made = make(prefix, type, components, arguments);
        if (made != null) {
            constraints.check(made, prefix, values, mistakes);
        }
        return mistakes.count() > before ? null : made;
    }

    private @Nullable Object component(RecordComponent component, String prefix) {
        return value(Slot.of(component, prefix));
    }

    /** The value for a slot; null if it may be absent and is, or if there was a mistake, which is noted. */
    @Nullable Object value(Slot slot) {
        var type = raw(slot.type());
        if (type == Optional.class) {
            return Optional.ofNullable(value(slot.optional(argument(slot.type(), 0))));
        }
        if (type.isRecord()) {
            return slot.mayBeAbsent() && !isThere(slot.key(), type)
                    ? forgotten(slot.key(), type)
                    : bind(slot.key(), type);
        }
        if (isList(type)) {
            return containers.list(slot, argument(slot.type(), 0), type == Set.class);
        }
        return type == Map.class
                ? containers.map(slot, argument(slot.type(), 0), argument(slot.type(), 1))
                : leaf(slot, type);
    }

    private static boolean isList(Class<?> type) {
        return type == List.class || type == Set.class || type == Collection.class;
    }

    /** Whether what a slot takes may stand at keys below its own. */
    static boolean hasKeysBelow(Type type) {
        var raw = raw(type);
        return raw == Optional.class
                ? hasKeysBelow(argument(type, 0))
                : raw.isRecord() || isList(raw) || raw == Map.class;
    }

    /** Whether a key below is written somewhere, or a variable stands for one that the record has: those of others may begin alike. */
    private boolean isThere(String prefix, Class<?> type) {
        return !values.namesAt(prefix).isEmpty() || hasVariable(prefix, type);
    }

    private boolean hasVariable(String prefix, Class<?> type) {
        return values.hasVariableBelow(prefix)
                && Arrays.stream(type.getRecordComponents())
                        .map(component -> Slot.of(component, prefix))
                        .anyMatch(slot -> hasVariable(slot.key(), slot.type()));
    }

    private boolean hasVariable(String key, Type type) {
        var raw = raw(type);
        if (raw == Optional.class) {
            return hasVariable(key, argument(type, 0));
        }
        return raw.isRecord()
                ? hasVariable(key, raw)
                : values.find(key).isPresent() || values.elements(key).isPresent();
    }

    /** A record that is not there; its keys are known all the same. */
    private @Nullable Object forgotten(String prefix, Class<?> type) {
        for (var component : type.getRecordComponents()) {
            known.add(prefix + "." + KeyNames.kebab(component.getName()));
        }
        return null;
    }

    private @Nullable Object leaf(Slot slot, Class<?> type) {
        known.add(slot.key());
        var value = reader.find(slot.key());
        if (value.isPresent()) {
            return reader.convert(value.get(), type);
        }
        return slot.byDefault() == null ? absent(slot, reader.expected(type)) : byDefault(slot, slot.byDefault(), type);
    }

    @Nullable Object byDefault(Slot slot, String text, Class<?> type) {
        return reader.convert(new Value(slot.key(), text, text, "@DefaultValue of " + slot.of()), type);
    }

    /** Nothing is said. */
    @Nullable Object absent(Slot slot, String expected) {
        if (!slot.mayBeAbsent()) {
            mistakes.add(slot.key()
                    + values.find(slot.key())
                            .map(empty -> " is empty (from " + empty.from() + ")")
                            .orElse(" is missing")
                    + ", expected " + expected + " for " + slot.of()
                    + ": set it in a file, by the environment variable "
                    + KeyNames.variable(slot.key()) + ", or by -D" + slot.key() + "=…");
        }
        return null;
    }

    /** Single texts, from where a list or a default has them. */
    ValueReader reader() {
        return reader;
    }

    private <T> @Nullable T make(
            String prefix, Class<T> type, RecordComponent[] components, @Nullable Object[] arguments) {
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.trySetAccessible();
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException refused) {
            refusal(prefix, type, refused.getCause());
            return null;
        } catch (ReflectiveOperationException closed) {
            throw new IllegalArgumentException(
                    type.getName()
                            + " cannot be made from here: make it public, or open its package to dev.rookery.config",
                    closed);
        }
    }

    private void refusal(String prefix, Class<?> type, @Nullable Throwable cause) {
        switch (cause) {
            case Error error -> throw error;
            case InvalidOptionException invalid ->
                mistakes.add(Refusals.of(invalid, prefix, known.all(), values).told(), invalid);
            case null -> mistakes.add(prefix + " is refused by " + type.getSimpleName());
            default ->
                mistakes.add(
                        prefix + " is refused by " + type.getSimpleName() + ": "
                                + (cause.getMessage() == null ? cause.toString() : cause.getMessage()),
                        cause);
        }
    }

    static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> raw(generic.getRawType());
            case WildcardType wildcard -> raw(wildcard.getUpperBounds()[0]);
            default ->
                throw new IllegalArgumentException(
                        type + " cannot be configured: a component is a class, a record, an Optional, a list or a map");
        };
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[index] : String.class;
    }
}
