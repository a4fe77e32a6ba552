package dev.rookery.grpc;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** From the number of an enum to its constant in Java, its name, or the number itself. */
final class EnumConversion {
    private EnumConversion() {}

    static UnaryOperator<@Nullable Object> to(
            FieldDescriptor field,
            Type target,
            boolean asNumber,
            Function<? super Type, ? extends UnaryOperator<@Nullable Object>> mapper) {
        var raw = ReadPlans.raw(target);
        if (raw == int.class || raw == Integer.class || (raw == Object.class && asNumber)) {
            return UnaryOperator.identity();
        }
        if (raw == String.class || raw == Object.class) {
            return number -> name(field, number);
        }
        if (raw.isEnum()) {
            return constants(field, raw);
        }
        var convert = mapper.apply(target);
        return number -> convert.apply(name(field, number));
    }

    /** A number that the file does not know is told as a number: somebody newer has sent it. */
    private static @Nullable Object name(FieldDescriptor field, @Nullable Object number) {
        var name = number instanceof Integer known ? Scalars.enumName(field, known) : null;
        return name == null ? String.valueOf(number) : name;
    }

    private static UnaryOperator<@Nullable Object> constants(FieldDescriptor field, Class<?> type) {
        var byName = new HashMap<String, Object>();
        for (var constant : type.getEnumConstants()) {
            byName.put(((Enum<?>) constant).name(), constant);
        }
        var byNumber = new HashMap<Object, Object>();
        for (var value : field.getEnumType().getValues()) {
            var constant = byName.get(value.getName());
            if (constant != null) {
                byNumber.putIfAbsent(value.getNumber(), constant);
            }
        }
        return number -> {
            var constant = byNumber.get(number);
            if (constant == null) {
                throw Misfit.expected("one of " + byName.keySet());
            }
            return constant;
        };
    }
}
