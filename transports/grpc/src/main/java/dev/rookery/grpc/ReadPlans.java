package dev.rookery.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import dev.rookery.codec.PacketCodec;
import dev.rookery.grpc.FieldSlot.ValueReader;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How messages become objects: a plan for each type of message and of Java, made at its first use. Protobuf's own classes parse themselves;
 * records and maps are made straight of the bytes; anything else is made by the object mapper, of a map. Safe for use by several threads.
 */
final class ReadPlans {
    private final PacketCodec codec;
    private final MapStyle style;
    private final ConcurrentHashMap<Key, ValueReader> plans = new ConcurrentHashMap<>();

    ReadPlans(PacketCodec codec, MapStyle style) {
        this.codec = codec;
        this.style = style;
    }

    private record Key(Descriptor message, Type target, MapStyle style) {}

    /** What reads a whole message, from where it is to the end or the limit. */
    ValueReader of(Descriptor message, Type target) {
        return of(message, target, style);
    }

    private ValueReader of(Descriptor message, Type target, MapStyle maps) {
        var key = new Key(message, target, maps);
        var known = plans.get(key);
        if (known == null) {
            known = plan(message, target, maps);
            plans.put(key, known);
        }
        return known;
    }

    private ValueReader plan(Descriptor message, Type target, MapStyle maps) {
        var raw = raw(target);
        if (Message.class.isAssignableFrom(raw)) {
            return own(message, raw);
        }
        var known = WellKnown.of(message);
        if (known.isPresent()) {
            return wellKnown(known.get(), target);
        }
        if (WellKnown.isWrapper(message)) {
            return wrapper(message, target, maps);
        }
        if (raw == Object.class || raw == Map.class) {
            return map(message, maps)::read;
        }
        return raw.isRecord() && !RecordShape.isMappers(raw) ? record(message, raw)::read : mapped(message, target);
    }

    static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            default -> Object.class;
        };
    }

    private static byte[] rest(WireInput in) throws IOException {
        return in.in().readRawBytes(in.in().getBytesUntilLimit());
    }

    private ValueReader wellKnown(WellKnown known, Type target) {
        var convert = known.javaType() == raw(target) || target == Object.class
                ? UnaryOperator.<@Nullable Object>identity()
                : by(target);
        return in -> convert.apply(known.read(rest(in)));
    }

    private ValueReader wrapper(Descriptor message, Type target, MapStyle maps) {
        var field = message.getFields().getFirst();
        var value = scalar(field, target, maps);
        var standard = convertedStandard(field, target, maps);
        return in -> {
            var found = standard;
            for (var tag = in.in().readTag(); tag != 0; tag = in.in().readTag()) {
                if (tag >>> 3 == 1) {
                    found = value.read(in);
                } else {
                    in.in().skipField(tag);
                }
            }
            return found;
        };
    }

    /** By the object mapper, which knows annotations, constructors and types that this class does not. */
    private ValueReader mapped(Descriptor message, Type target) {
        var map = map(message, MapStyle.FOR_MAPPER);
        var convert = by(target);
        return in -> convert.apply(map.read(in));
    }

    private UnaryOperator<@Nullable Object> by(Type target) {
        return value -> codec.dataOf(value).bind(target);
    }

    // ---- maps ----

    private MessageReader map(Descriptor message, MapStyle maps) {
        var slots = message.getFields().stream()
                .map(field -> slot(field, maps.name(field), Object.class, maps, maps.defaults()))
                .toList();
        return new MessageReader(slots, values -> {
            var map = new LinkedHashMap<String, @Nullable Object>();
            for (var index = 0; index < values.length; index++) {
                if (values[index] != null) {
                    map.put(slots.get(index).name(), values[index]);
                }
            }
            return map;
        });
    }

    // ---- records ----

    private MessageReader record(Descriptor message, Class<?> target) {
        var slots = new ArrayList<FieldSlot>();
        for (var component : target.getRecordComponents()) {
            slots.add(slot(RecordShape.field(message, target, component.getName()), component));
        }
        return new MessageReader(slots, RecordShape.constructor(target));
    }

    private FieldSlot slot(FieldDescriptor field, RecordComponent component) {
        return slot(field, component.getName(), component.getGenericType(), style, true);
    }

    private FieldSlot slot(FieldDescriptor field, String name, Type target, MapStyle maps, boolean defaults) {
        if (raw(target) == Optional.class && target instanceof ParameterizedType generic) {
            var inner = slot(field, name, generic.getActualTypeArguments()[0], maps, defaults);
            return new FieldSlot(
                    field,
                    name,
                    inner.key(),
                    inner.value(),
                    value -> Optional.ofNullable(inner.whole().apply(value)),
                    Optional.ofNullable(inner.absent()));
        }
        if (field.isMapField()) {
            return mapSlot(field, name, target, maps, defaults);
        }
        return field.isRepeated()
                ? listSlot(field, name, target, maps, defaults)
                : new FieldSlot(
                        field,
                        name,
                        null,
                        value(field, target, maps),
                        UnaryOperator.identity(),
                        defaults ? absent(field, target, maps) : null);
    }

    private FieldSlot mapSlot(FieldDescriptor field, String name, Type target, MapStyle maps, boolean defaults) {
        var fields = field.getMessageType().getFields();
        var direct = raw(target) == Map.class || target == Object.class;
        var types = target instanceof ParameterizedType generic && direct
                ? generic.getActualTypeArguments()
                : new Type[] {Object.class, Object.class};
        var whole = direct ? UnaryOperator.<@Nullable Object>identity() : by(target);
        return new FieldSlot(
                field,
                name,
                value(fields.getFirst(), types[0], maps),
                value(fields.getLast(), types[1], maps),
                whole,
                defaults ? whole.apply(Map.of()) : null);
    }

    private FieldSlot listSlot(FieldDescriptor field, String name, Type target, MapStyle maps, boolean defaults) {
        var raw = raw(target);
        var direct = raw.isAssignableFrom(List.class) || Set.class == raw;
        var element = target instanceof ParameterizedType generic && direct
                ? generic.getActualTypeArguments()[0]
                : Object.class;
        UnaryOperator<@Nullable Object> whole = direct ? UnaryOperator.identity() : by(target);
        if (raw == Set.class) {
            whole = values -> values == null ? null : new LinkedHashSet<>((Collection<?>) values);
        }
        return new FieldSlot(
                field, name, null, value(field, element, maps), whole, defaults ? whole.apply(List.of()) : null);
    }

    // ---- values ----

    private ValueReader value(FieldDescriptor field, Type target, MapStyle maps) {
        if (field.getType() == FieldDescriptor.Type.GROUP) {
            throw new IllegalArgumentException(
                    field.getFullName() + " is a group, which only protobuf's own classes read");
        }
        if (field.getType() != FieldDescriptor.Type.MESSAGE) {
            return scalar(field, target, maps);
        }
        var message = field.getMessageType();
        return in ->
                in.delimited(content -> of(message, target, maps).read(content)); // looked up late: types may recur
    }

    private ValueReader scalar(FieldDescriptor field, Type target, MapStyle maps) {
        var convert = conversion(field, target, maps);
        return in -> convert.apply(Scalars.read(field, in.in()));
    }

    private UnaryOperator<@Nullable Object> conversion(FieldDescriptor field, Type target, MapStyle maps) {
        if (field.getType() == FieldDescriptor.Type.ENUM) {
            return EnumConversion.to(field, target, maps.enumsAsNumbers(), this::by);
        }
        var direct = ScalarConversion.to(field, raw(target));
        return direct == null ? by(target) : direct;
    }

    private @Nullable Object absent(FieldDescriptor field, Type target, MapStyle maps) {
        if (field.hasPresence() && !raw(target).isPrimitive()) {
            return null;
        }
        return field.getType() == FieldDescriptor.Type.MESSAGE ? null : convertedStandard(field, target, maps);
    }

    /** What has no counterpart in Java, such as the first name of an enum, is null. */
    private @Nullable Object convertedStandard(FieldDescriptor field, Type target, MapStyle maps) {
        try {
            return conversion(field, target, maps).apply(Scalars.standard(field));
        } catch (Misfit | dev.rookery.error.InvalidPayloadException none) {
            return null;
        }
    }

    /** Protobuf's own classes. */
    private static ValueReader own(Descriptor message, Class<?> target) {
        if (target == Message.class || target == DynamicMessage.class) {
            return in -> DynamicMessage.parseFrom(message, rest(in));
        }
        var standard = GeneratedTypes.defaultInstance(target);
        GeneratedTypes.requireSame(message, standard.getDescriptorForType());
        var parser = standard.getParserForType();
        return in -> parser.parseFrom(rest(in));
    }
}
