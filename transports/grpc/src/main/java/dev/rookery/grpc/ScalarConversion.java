package dev.rookery.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.math.BigInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** From what {@link Scalars} reads to what a component or parameter is; no number is cut. */
final class ScalarConversion {
    private ScalarConversion() {}

    /** The way to a class; null where the object mapper has to find one. */
    static @Nullable UnaryOperator<@Nullable Object> to(FieldDescriptor field, Class<?> target) {
        return target == Object.class || (target == Number.class && isNumber(field))
                ? UnaryOperator.identity()
                : switch (field.getJavaType()) {
                    case INT, LONG -> whole(target);
                    case FLOAT -> fraction(target, target == float.class || target == Float.class);
                    case DOUBLE -> fraction(target, false);
                    case BOOLEAN -> same(target == boolean.class || target == Boolean.class);
                    case STRING -> same(target == String.class || target == CharSequence.class);
                    case BYTE_STRING -> bytes(target);
                    case ENUM, MESSAGE -> null;
                };
    }

    private static boolean isNumber(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case INT, LONG, FLOAT, DOUBLE -> true;
            case BOOLEAN, STRING, BYTE_STRING, ENUM, MESSAGE -> false;
        };
    }

    private static @Nullable UnaryOperator<@Nullable Object> same(boolean fits) {
        return fits ? UnaryOperator.identity() : null;
    }

    private static @Nullable UnaryOperator<@Nullable Object> fraction(Class<?> target, boolean asFloat) {
        if (asFloat) {
            return UnaryOperator.identity();
        }
        return target == double.class || target == Double.class
                ? value -> value == null ? null : ((Number) value).doubleValue()
                : null;
    }

    private static @Nullable UnaryOperator<@Nullable Object> bytes(Class<?> target) {
        if (target == byte[].class) {
            return UnaryOperator.identity();
        }
        return target == ByteString.class
                ? value -> value instanceof byte[] bytes ? ByteString.copyFrom(bytes) : value
                : null;
    }

    private static @Nullable UnaryOperator<@Nullable Object> whole(Class<?> target) {
        if (target == int.class || target == Integer.class) {
            return ScalarConversion::toInt;
        }
        if (target == long.class || target == Long.class) {
            return ScalarConversion::toLong;
        }
        return target == BigInteger.class ? ScalarConversion::toBig : null;
    }

    private static @Nullable Object toInt(@Nullable Object value) {
        if (value instanceof Integer || value == null) {
            return value;
        }
        if (value instanceof Long number && number == number.intValue()) {
            return number.intValue();
        }
        throw Misfit.expected("a whole number of 32 bits");
    }

    private static @Nullable Object toLong(@Nullable Object value) {
        return switch (value) {
            case Integer number -> number.longValue();
            case BigInteger _ -> throw Misfit.expected("a whole number of 64 bits with a sign");
            case null, default -> value;
        };
    }

    private static @Nullable Object toBig(@Nullable Object value) {
        return value instanceof Integer || value instanceof Long
                ? BigInteger.valueOf(((Number) value).longValue())
                : value;
    }
}
