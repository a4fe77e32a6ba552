package dev.rookery.web;

import dev.rookery.codec.PacketCodec;
import dev.rookery.error.HttpException;
import dev.rookery.error.InvalidPayloadException;
import dev.rookery.error.RookeryException;
import dev.rookery.internal.ReasonPhrase;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes values of the texts that paths, queries, cookies and forms have. Safe for use by several threads. */
final class Texts {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");
    private static final int LONGEST_NUMBER = 256;

    private final PacketCodec codec;

    Texts(PacketCodec codec) {
        this.codec = codec;
    }

    /**
     * Makes a value.
     *
     * @param texts what came: nothing, one text or several
     * @param type what is wanted
     * @return the value; null for nothing, where the type has one
     * @throws HttpException if there is none of that type
     */
    @Nullable Object convert(List<String> texts, Type type) {
        if (type instanceof Class<?> array && array.isArray() && array != byte[].class) {
            return array(texts, array.getComponentType());
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            var argument = generic.getActualTypeArguments()[0];
            if (raw == Optional.class) {
                return texts.isEmpty() ? Optional.empty() : Optional.ofNullable(one(texts.getFirst(), argument));
            }
            if (raw.isAssignableFrom(List.class) && Iterable.class.isAssignableFrom(raw)) {
                return all(texts, argument, new ArrayList<>());
            }
            if (raw == Set.class) {
                return all(texts, argument, new LinkedHashSet<>());
            }
        }
        if (type == Object.class && texts.size() > 1) {
            return texts;
        }
        if (!texts.isEmpty()) {
            return one(texts.getFirst(), type);
        }
        if (type instanceof Class<?> raw && raw.isPrimitive()) {
            throw unfit(raw);
        }
        return null;
    }

    private Collection<@Nullable Object> all(List<String> texts, Type element, Collection<@Nullable Object> into) {
        texts.forEach(text -> into.add(one(text, element)));
        return into;
    }

    private Object array(List<String> texts, Class<?> element) {
        var array = Array.newInstance(element, texts.size());
        for (var index = 0; index < texts.size(); index++) {
            Array.set(array, index, one(texts.get(index), element));
        }
        return array;
    }

    private @Nullable Object one(String text, Type type) {
        if (!(type instanceof Class<?> wanted)) {
            return bound(text, type);
        }
        var raw = MethodType.methodType(wanted).wrap().returnType();
        if (raw.isAssignableFrom(String.class)) {
            return text;
        }
        if (Number.class.isAssignableFrom(raw)) {
            return number(text, raw);
        }
        if (raw == Boolean.class) {
            if (!text.equals("true") && !text.equals("false")) {
                throw unfit(raw);
            }
            return text.equals("true");
        }
        return bound(text, raw);
    }

    private @Nullable Object number(String text, Class<?> type) {
        var decimal = type == Double.class || type == Float.class || type == BigDecimal.class;
        if (text.length() > LONGEST_NUMBER
                || !(decimal ? DECIMAL : WHOLE).matcher(text).matches()) {
            throw unfit(type);
        }
        try {
            return switch (type.getSimpleName()) {
                case "Integer" -> Integer.valueOf(text);
                case "Long" -> Long.valueOf(text);
                case "Short" -> Short.valueOf(text);
                case "Byte" -> Byte.valueOf(text);
                case "Double" -> finite(Double.parseDouble(text));
                case "Float" -> finite(Float.parseFloat(text));
                case "BigInteger" -> new BigInteger(text);
                case "BigDecimal" -> new BigDecimal(text);
                default -> bound(text, type);
            };
        } catch (NumberFormatException e) { // too large
            throw unfit(type);
        }
    }

    private static Double finite(double number) {
        if (!Double.isFinite(number)) {
            throw unfit(Double.class);
        }
        return number;
    }

    private static Float finite(float number) {
        if (!Float.isFinite(number)) {
            throw unfit(Float.class);
        }
        return number;
    }

    /** What JSON has as text: UUIDs, constants of enums, dates and whatever else the codec knows. */
    private @Nullable Object bound(String text, Type type) {
        try {
            return codec.dataOf(text).bind(type);
        } catch (InvalidPayloadException e) {
            throw unfit(type);
        }
    }

    /** In Nest's words. */
    private static RookeryException unfit(Type type) {
        return new HttpException(
                Statuses.BAD_REQUEST,
                "Validation failed (" + expected(type) + ")",
                Map.of("error", ReasonPhrase.of(Statuses.BAD_REQUEST)));
    }

    private static String expected(Type type) {
        if (!(type instanceof Class<?> wanted)) {
            return "another value is expected";
        }
        var raw = MethodType.methodType(wanted).wrap().returnType();
        if (Number.class.isAssignableFrom(raw)) {
            return "numeric string is expected";
        }
        if (raw == Boolean.class) {
            return "boolean string is expected";
        }
        if (raw == UUID.class) {
            return "uuid is expected";
        }
        if (raw.isEnum()) {
            return "enum string is expected";
        }
        return raw.getName().startsWith("java.time.") ? "invalid date format" : "another value is expected";
    }
}
