package dev.rookery.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.MessageLite;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types of {@code google.protobuf} that Java has types of its own for. The wrappers of scalars are handled with the scalars. */
enum WellKnown {
    TIMESTAMP("google.protobuf.Timestamp", Instant.class) {
        @Override
        Object read(byte[] bytes) throws InvalidProtocolBufferException {
            var timestamp = Timestamp.parseFrom(bytes);
            try {
                return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
            } catch (DateTimeException e) {
                throw Misfit.expected("a time that Instant can hold", e);
            }
        }

        @Override
        @Nullable MessageLite write(Object value) {
            var instant = value instanceof CharSequence text ? parsed(text) : value;
            return instant instanceof Instant time
                    ? Timestamp.newBuilder()
                            .setSeconds(time.getEpochSecond())
                            .setNanos(time.getNano())
                            .build()
                    : null;
        }

        private Instant parsed(CharSequence text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw Misfit.expected("a time as ISO 8601 text", e);
            }
        }
    },
    DURATION("google.protobuf.Duration", Duration.class) {
        @Override
        Object read(byte[] bytes) throws InvalidProtocolBufferException {
            var duration = com.google.protobuf.Duration.parseFrom(bytes);
            try {
                return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
            } catch (ArithmeticException e) {
                throw Misfit.expected("a time that Duration can hold", e);
            }
        }

        @Override
        @Nullable MessageLite write(Object value) {
            var duration = value instanceof CharSequence text ? parsed(text) : value;
            return duration instanceof Duration time ? message(time) : null;
        }

        private Duration parsed(CharSequence text) {
            try {
                return Duration.parse(text);
            } catch (DateTimeException e) {
                throw Misfit.expected("a duration as ISO 8601 text", e);
            }
        }

        // In protobuf seconds and nanoseconds have one sign; in Java the latter are never negative.
        private MessageLite message(Duration time) {
            var seconds = time.getSeconds();
            var nanos = time.getNano();
            if (seconds < 0 && nanos > 0) {
                seconds++;
                nanos -= NANOS_PER_SECOND;
            }
            return com.google.protobuf.Duration.newBuilder()
                    .setSeconds(seconds)
                    .setNanos(nanos)
                    .build();
        }
    },
    STRUCT("google.protobuf.Struct", Map.class) {
        @Override
        Object read(byte[] bytes) throws InvalidProtocolBufferException {
            return map(Struct.parseFrom(bytes));
        }

        @Override
        @Nullable MessageLite write(Object value) {
            return value instanceof Map<?, ?> map ? struct(map) : null;
        }
    },
    LIST("google.protobuf.ListValue", List.class) {
        @Override
        Object read(byte[] bytes) throws InvalidProtocolBufferException {
            return list(ListValue.parseFrom(bytes));
        }

        @Override
        @Nullable MessageLite write(Object value) {
            return value instanceof Iterable<?> values ? listValue(values) : null;
        }
    },
    VALUE("google.protobuf.Value", Object.class) {
        @Override
        @Nullable Object read(byte[] bytes) throws InvalidProtocolBufferException {
            return plain(Value.parseFrom(bytes));
        }

        @Override
        MessageLite write(Object value) {
            return json(value);
        }
    };

    private static final int NANOS_PER_SECOND = 1_000_000_000;

    private final String fullName;
    private final Class<?> javaType;

    WellKnown(String fullName, Class<?> javaType) {
        this.fullName = fullName;
        this.javaType = javaType;
    }

    static Optional<WellKnown> of(Descriptor type) {
        for (var known : values()) {
            if (known.fullName.equals(type.getFullName())) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** Whether a type is one of the wrappers, whose field 1 is the value. */
    static boolean isWrapper(Descriptor type) {
        return type.getFile().getName().equals("google/protobuf/wrappers.proto");
    }

    Class<?> javaType() {
        return javaType;
    }

    abstract @Nullable Object read(byte[] bytes) throws InvalidProtocolBufferException;

    /** Makes the message of a value; null if it is not of the Java type, and has to be written as a message of fields. */
    abstract @Nullable MessageLite write(Object value);

    private static Map<String, @Nullable Object> map(Struct struct) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        struct.getFieldsMap().forEach((name, value) -> map.put(name, plain(value)));
        return map;
    }

    private static List<@Nullable Object> list(ListValue values) {
        var list = new ArrayList<@Nullable Object>();
        values.getValuesList().forEach(value -> list.add(plain(value)));
        return list;
    }

    private static @Nullable Object plain(Value value) {
        return switch (value.getKindCase()) {
            case NUMBER_VALUE -> value.getNumberValue();
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case STRUCT_VALUE -> map(value.getStructValue());
            case LIST_VALUE -> list(value.getListValue());
            case NULL_VALUE, KIND_NOT_SET -> null;
        };
    }

    private static Struct struct(Map<?, ?> map) {
        var struct = Struct.newBuilder();
        map.forEach((name, value) -> struct.putFields(String.valueOf(name), json(value)));
        return struct.build();
    }

    private static ListValue listValue(Iterable<?> values) {
        var list = ListValue.newBuilder();
        values.forEach(value -> list.addValues(json(value)));
        return list.build();
    }

    private static Value json(@Nullable Object value) {
        var made = Value.newBuilder();
        switch (value) {
            case null -> made.setNullValue(NullValue.NULL_VALUE);
            case Value ready -> made.mergeFrom(ready);
            case Boolean truth -> made.setBoolValue(truth);
            case Number number -> made.setNumberValue(number.doubleValue());
            case CharSequence text -> made.setStringValue(text.toString());
            case Map<?, ?> map -> made.setStructValue(struct(map));
            case Iterable<?> values -> made.setListValue(listValue(values));
            default -> throw Misfit.expected("a value of JSON: null, a boolean, number, text, list or map");
        }
        return made.build();
    }
}
