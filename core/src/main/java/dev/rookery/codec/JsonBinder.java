package dev.rookery.codec;

import static java.util.Objects.requireNonNull;

import dev.rookery.error.InvalidPayloadException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Makes values of JSON, and errors that a caller may read. */
final class JsonBinder {
    private static final int SMALL_DIGITS = 9;
    private static final int SHOWN = 200;
    private static final int NAMED = 30;

    private final JsonMapper mapper;
    private final JsonLimits limits;
    private final boolean unchanged;
    private final ConcurrentHashMap<Type, ObjectReader> readers = new ConcurrentHashMap<>();
    private final Map<UnknownPolicy, ConcurrentHashMap<Type, ObjectReader>> readersByPolicy =
            Map.of(UnknownPolicy.IGNORE, new ConcurrentHashMap<>(), UnknownPolicy.REFUSE, new ConcurrentHashMap<>());

    /** A mapper that nobody has changed reads texts and whole numbers as what they say, which can be done faster than by asking it. */
    JsonBinder(JsonMapper mapper, JsonLimits limits, boolean unchanged) {
        this.mapper = mapper;
        this.limits = limits;
        this.unchanged = unchanged;
    }

    JsonLimits limits() {
        return limits;
    }

    JsonMapper mapper() {
        return mapper;
    }

    /** Whether binding to a type finds out by itself that a text is no JSON; shortcuts take that for granted. */
    static boolean checks(Type type) {
        return type != String.class && type != int.class && type != Integer.class;
    }

    @Nullable Object bind(byte[] text, int offset, int length, Type type) {
        if (unchanged && type == String.class && isPlain(text, offset, length)) {
            return new String(text, offset + 1, length - 2, StandardCharsets.ISO_8859_1);
        }
        if (unchanged && (type == int.class || type == Integer.class) && isSmallNumber(text, offset, length)) {
            return smallNumber(text, offset, length);
        }
        try {
            return reader(type).readValue(text, offset, length);
        } catch (JacksonException error) {
            throw invalid(error);
        }
    }

    @Nullable Object bind(byte[] text, int offset, int length, Type type, UnknownPolicy unknown) {
        try {
            return reader(type, unknown).readValue(text, offset, length);
        } catch (JacksonException error) {
            throw invalid(error);
        }
    }

    @Nullable Object convert(@Nullable Object tree, Type type, UnknownPolicy unknown) {
        var text = mapper.writeValueAsBytes(tree);
        return bind(text, 0, text.length, type, unknown);
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

    /** Whether it is a whole number that needs no sign and fits an int. It is known to be JSON. */
    private static boolean isSmallNumber(byte[] text, int offset, int length) {
        if (length > SMALL_DIGITS) {
            return false;
        }
        for (var index = offset; index < offset + length; index++) {
            if (text[index] < '0' || text[index] > '9') {
                return false;
            }
        }
        return true;
    }

    private static int smallNumber(byte[] text, int offset, int length) {
        var number = 0;
        for (var index = offset; index < offset + length; index++) {
            number = number * 10 + text[index] - '0';
        }
        return number;
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
        return known != null ? known : readers.computeIfAbsent(type, this::newReader);
    }

    private ObjectReader newReader(Type type) {
        return mapper.readerFor(mapper.constructType(type)).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    private ObjectReader reader(Type type, UnknownPolicy unknown) {
        var ofPolicy = requireNonNull(readersByPolicy.get(unknown));
        var known = ofPolicy.get(type);
        return known != null
                ? known
                : ofPolicy.computeIfAbsent(
                        type,
                        wanted -> unknown == UnknownPolicy.REFUSE
                                ? reader(wanted).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                                : reader(wanted).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES));
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
        if (error instanceof UnrecognizedPropertyException unknown) {
            return new InvalidPayloadException(
                    "The payload has an unknown property at " + cut(where) + " (expected: " + known(unknown) + ")",
                    error);
        }
        return new InvalidPayloadException(
                "The payload does not fit at " + where + " (expected: " + expected(error) + ")", error);
    }

    /** The name in it is the sender's, and may be long. */
    private static CharSequence cut(StringBuilder where) {
        if (where.length() <= SHOWN) {
            return where;
        }
        where.setLength(Character.isHighSurrogate(where.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN);
        return where.append('…');
    }

    private static String known(UnrecognizedPropertyException error) {
        var names = error.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .toList();
        return names.isEmpty()
                ? "none"
                : names.stream()
                        .limit(NAMED)
                        .collect(Collectors.joining(", ", "one of ", names.size() > NAMED ? ", …" : ""));
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
