package dev.rookery.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Numbers, texts, bytes and enums: from the wire to Java's own types, and back. */
final class Scalars {
    private static final long MAX_UNSIGNED_INT = 0xffff_ffffL;
    private static final int UNSIGNED_LONG_BITS = 64;
    private static final int LONGEST_NUMBER = 40;

    private Scalars() {}

    /** Reads one value: an Integer, Long, BigInteger (64 bits without sign, beyond a long), Float, Double, Boolean, String or bytes. */
    static Object read(FieldDescriptor field, CodedInputStream in) throws IOException {
        return switch (field.getType()) {
            case INT32 -> in.readInt32();
            case SINT32 -> in.readSInt32();
            case SFIXED32 -> in.readSFixed32();
            case UINT32 -> Integer.toUnsignedLong(in.readUInt32());
            case FIXED32 -> Integer.toUnsignedLong(in.readFixed32());
            case INT64 -> in.readInt64();
            case SINT64 -> in.readSInt64();
            case SFIXED64 -> in.readSFixed64();
            case UINT64 -> unsigned(in.readUInt64());
            case FIXED64 -> unsigned(in.readFixed64());
            case FLOAT -> in.readFloat();
            case DOUBLE -> in.readDouble();
            case BOOL -> in.readBool();
            case STRING ->
                in.readString(); // with U+FFFD for what is none, as Nest reads what its clients may cut in a letter
            case BYTES -> in.readByteArray();
            case ENUM -> in.readEnum();
            case MESSAGE, GROUP -> throw new IllegalArgumentException(field.getFullName() + " is a message");
        };
    }

    private static Number unsigned(long bits) {
        return bits >= 0 ? (Number) bits : new BigInteger(Long.toUnsignedString(bits));
    }

    /** What stands for a field that is not on the wire, in the same types as {@link #read}. */
    static Object standard(FieldDescriptor field) {
        return switch (field.getType()) {
            case UINT32, FIXED32 -> 0L;
            case BYTES -> ((ByteString) field.getDefaultValue()).toByteArray();
            case ENUM -> field.getEnumType().getValues().getFirst().getNumber();
            case MESSAGE, GROUP -> throw new IllegalArgumentException(field.getFullName() + " is a message");
            default -> field.getDefaultValue();
        };
    }

    /** Writes one value, without its tag. */
    static void write(FieldDescriptor field, Object value, WireOutput out) {
        switch (field.getType()) {
            case INT32 -> out.varint(whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case SINT32 -> {
                var number = (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
                out.varint(Integer.toUnsignedLong((number << 1) ^ (number >> 31)));
            }
            case SFIXED32 -> out.fixed32((int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case UINT32 -> out.varint(whole(value, 0, MAX_UNSIGNED_INT));
            case FIXED32 -> out.fixed32((int) whole(value, 0, MAX_UNSIGNED_INT));
            case INT64 -> out.varint(whole(value, Long.MIN_VALUE, Long.MAX_VALUE));
            case SINT64 -> {
                var number = whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
                out.varint((number << 1) ^ (number >> 63));
            }
            case SFIXED64 -> out.fixed64(whole(value, Long.MIN_VALUE, Long.MAX_VALUE));
            case UINT64 -> out.varint(unsigned(value));
            case FIXED64 -> out.fixed64(unsigned(value));
            case FLOAT -> out.fixed32(Float.floatToRawIntBits(number(value).floatValue()));
            case DOUBLE -> out.fixed64(Double.doubleToRawLongBits(number(value).doubleValue()));
            case BOOL -> out.varint(truth(value) ? 1 : 0);
            case STRING -> out.text(text(value));
            case BYTES -> out.delimited(bytes(value));
            case ENUM -> out.varint(enumNumber(field, value));
            case MESSAGE, GROUP -> throw new IllegalArgumentException(field.getFullName() + " is a message");
        }
    }

    /** Whether a value is what stands for a field that is not on the wire. */
    static boolean isStandard(FieldDescriptor field, Object value) {
        return switch (value) {
            case Double number -> Double.doubleToRawLongBits(number) == 0;
            case Float number -> Float.floatToRawIntBits(number) == 0;
            case Byte _, Short _, Integer _, Long _ -> ((Number) value).longValue() == 0;
            case BigInteger number -> number.signum() == 0;
            case BigDecimal number -> number.signum() == 0;
            case Boolean truth -> !truth;
            case CharSequence text when field.getType() == FieldDescriptor.Type.STRING -> text.isEmpty();
            case byte[] bytes -> bytes.length == 0;
            case ByteString bytes -> bytes.isEmpty();
            default -> field.getType() == FieldDescriptor.Type.ENUM && enumNumber(field, value) == 0;
        };
    }

    private static long whole(Object value, long least, long most) {
        var exact = switch (value) {
            case Integer number -> number.longValue();
            case Long number -> number;
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            default -> exactLong(value);
        };
        if (exact < least || exact > most) {
            throw Misfit.expected("a whole number from " + least + " to " + most);
        }
        return exact;
    }

    private static long exactLong(Object value) {
        var exact = exact(value);
        if (exact.bitLength() >= Long.SIZE) {
            throw Misfit.expected("a whole number of 64 bits");
        }
        return exact.longValue();
    }

    private static long unsigned(Object value) {
        var exact = value instanceof Long number ? BigInteger.valueOf(number) : exact(value);
        if (exact.signum() < 0 || exact.bitLength() > UNSIGNED_LONG_BITS) {
            throw Misfit.expected("a whole number of 64 bits, not negative");
        }
        return exact.longValue();
    }

    /** Numbers of other types, and texts, in which JavaScript carries 64 bits. */
    private static BigInteger exact(Object value) {
        if (!(value instanceof Number || value instanceof CharSequence)) {
            throw Misfit.expected("a whole number");
        }
        try {
            return (value instanceof Double || value instanceof Float
                            ? BigDecimal.valueOf(((Number) value).doubleValue())
                            : new BigDecimal(shortText(value)))
                    .toBigIntegerExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw Misfit.expected("a whole number", e);
        }
    }

    /** A number with a huge exponent would take all the memory when it is spelled out. */
    private static String shortText(Object value) {
        var text = value.toString();
        if (text.length() > LONGEST_NUMBER || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            throw Misfit.expected("a whole number");
        }
        return text;
    }

    private static Number number(Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw Misfit.expected("a number");
    }

    private static boolean truth(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw Misfit.expected("true or false");
    }

    private static String text(Object value) {
        return switch (value) {
            case CharSequence text -> text.toString();
            case Character letter -> letter.toString();
            case Enum<?> constant -> constant.name();
            default -> throw Misfit.expected("a text");
        };
    }

    private static byte[] bytes(Object value) {
        return switch (value) {
            case byte[] bytes -> bytes;
            case ByteString bytes -> bytes.toByteArray();
            case CharSequence text -> base64(text.toString());
            default -> throw Misfit.expected("bytes, or base64 text");
        };
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw Misfit.expected("bytes, or base64 text", e);
        }
    }

    private static int enumNumber(FieldDescriptor field, Object value) {
        if (value instanceof Number) {
            return (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        var name = value instanceof Enum<?> constant ? constant.name() : value.toString();
        var known = field.getEnumType().findValueByName(name);
        if (known == null) {
            throw Misfit.expected("one of " + names(field));
        }
        return known.getNumber();
    }

    static String names(FieldDescriptor field) {
        return field.getEnumType().getValues().stream()
                .map(value -> value.getName())
                .toList()
                .toString();
    }

    /** The name of an enum's value; null for a number that the file does not know. */
    static @Nullable String enumName(FieldDescriptor field, int number) {
        var known = field.getEnumType().findValueByNumber(number);
        return known == null ? null : known.getName();
    }
}
