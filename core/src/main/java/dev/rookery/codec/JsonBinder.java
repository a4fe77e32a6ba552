package dev.rookery.codec;

import dev.rookery.error.InvalidPayloadException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/** Makes values of JSON, and errors that a caller may read. */
final class JsonBinder {
    private final JsonMapper mapper;
    private final JsonLimits limits;
    private final boolean plainTexts;
    private final ConcurrentHashMap<Type, ObjectReader> readers = new ConcurrentHashMap<>();

    /** A mapper that nobody has changed reads a text as what it says, which can be done faster than by asking it. */
    JsonBinder(JsonMapper mapper, JsonLimits limits, boolean plainTexts) {
        this.mapper = mapper;
        this.limits = limits;
        this.plainTexts = plainTexts;
    }

    JsonLimits limits() {
        return limits;
    }

    JsonMapper mapper() {
        return mapper;
    }

    @Nullable Object bind(byte[] text, int offset, int length, Type type) {
        if (plainTexts && type == String.class && isPlain(text, offset, length)) {
            return new String(text, offset + 1, length - 2, StandardCharsets.ISO_8859_1);
        }
        try {
            return reader(type).readValue(text, offset, length);
        } catch (JacksonException error) {
            throw invalid(error);
        }
    }

    @Nullable Object convert(@Nullable Object tree, Type type) {
        try {
            return mapper.convertValue(tree, mapper.constructType(type));
        } catch (JacksonException error) {
            throw invalid(error);
        }
    }

    String json(@Nullable Object tree) {
        return mapper.writeValueAsString(tree);
    }

    /** Whether it is a text in which each byte stands for itself. It is known to be JSON. */
    private boolean isPlain(byte[] text, int offset, int length) {
        var last = offset + length - 1;
        return text[offset] == '"'
                && length - 2 <= limits.maxStringLength()
                && AsciiText.plainUntil(text, offset + 1, last) == last;
    }

    Body property(byte[] text, int offset, int length, String wanted) {
        var members = new JsonMembers(text, offset, length, limits);
        var name = wanted.getBytes(StandardCharsets.UTF_8);
        var found = Body.absent();
        for (var more = members.begin(); more && members.next(); ) {
            if (members.is(name)) {
                found = new JsonBody(this, text, members.start(), members.length());
            }
        }
        return found;
    }

    private ObjectReader reader(Type type) {
        var known = readers.get(type);
        return known != null
                ? known
                : readers.computeIfAbsent(type, wanted -> mapper.readerFor(mapper.constructType(wanted)));
    }

    private static InvalidPayloadException invalid(JacksonException error) {
        var where = new StringBuilder("$");
        for (var step : error.getPath()) {
            if (step.getPropertyName() != null) {
                where.append('.').append(step.getPropertyName());
            } else if (step.getIndex() >= 0) {
                where.append('[').append(step.getIndex()).append(']');
            }
        }
        return new InvalidPayloadException(
                "The payload does not fit at " + where + " (expected: " + expected(error) + ")", error);
    }

    private static String expected(JacksonException error) {
        var wanted = switch (error) {
            case MismatchedInputException mismatch -> mismatch.getTargetType();
            case InputCoercionException tooLarge -> tooLarge.getTargetType();
            default -> null;
        };
        return wanted == null ? "a value of the right type, within the limits" : expected(wanted);
    }

    private static String expected(Class<?> type) {
        if (type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class
                || type == short.class
                || type == Short.class
                || type == byte.class
                || type == Byte.class
                || type == java.math.BigInteger.class) {
            return "a whole number" + (type.isPrimitive() ? ", not null" : "");
        }
        if (type == double.class || type == float.class || Number.class.isAssignableFrom(type)) {
            return "a number" + (type.isPrimitive() ? ", not null" : "");
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a text";
        }
        if (type == byte[].class) {
            return "bytes, as base64 text";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        if (type.isEnum()) {
            return "one of " + java.util.Arrays.toString(type.getEnumConstants());
        }
        if (type.getName().startsWith("java.time.")) {
            return "a " + type.getSimpleName() + " as ISO 8601 text";
        }
        return type.getName().startsWith("java.") && !java.util.Map.class.isAssignableFrom(type)
                ? "a text that is a " + type.getSimpleName()
                : "an object";
    }
}
