package dev.rookery.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import com.google.protobuf.WireFormat;
import dev.rookery.codec.PacketCodec;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How objects become messages: a plan for each record and type of message, made at its first use. Protobuf's own classes write themselves; what is
 * neither one of them nor a record nor a map is made a map by the object mapper. Safe for use by several threads.
 */
final class MessageWriter {
    private static final int MAX_DEPTH = WireInput.MAX_DEPTH;

    private final PacketCodec codec;
    private final MapStyle style;
    private final ConcurrentHashMap<Descriptor, Plan> plans = new ConcurrentHashMap<>();

    MessageWriter(PacketCodec codec, MapStyle style) {
        this.codec = codec;
        this.style = style;
    }

    /** What is known of a type of message, and of the records that were written as one. */
    private record Plan(
            Descriptor type,
            @Nullable WellKnown wellKnown,
            boolean wrapper,
            ConcurrentHashMap<Class<?>, List<Component>> records) {
        static Plan of(Descriptor type) {
            return new Plan(
                    type, WellKnown.of(type).orElse(null), WellKnown.isWrapper(type), new ConcurrentHashMap<>());
        }

        /** The message that stands for a value, if the type has such values, and this is one. */
        @Nullable MessageLite wellKnown(Object value) {
            return wellKnown == null ? null : wellKnown.write(value);
        }

        List<Component> components(Class<?> record) {
            var known = records.get(record);
            return known == null ? records.computeIfAbsent(record, this::read) : known;
        }

        private List<Component> read(Class<?> record) {
            return Arrays.stream(record.getRecordComponents())
                    .map(component -> new Component(
                            RecordShape.field(type, record, component.getName()), RecordShape.accessor(component)))
                    .toList();
        }
    }

    private record Component(FieldDescriptor field, MethodHandle accessor) {}

    /** Writes the fields of a message. */
    void write(Object value, Descriptor type, WireOutput out) {
        write(value, type, style, out, 0);
    }

    private void write(Object value, Descriptor type, MapStyle maps, WireOutput out, int depth) {
        if (depth > MAX_DEPTH) {
            throw Misfit.expected("messages in messages no deeper than " + MAX_DEPTH);
        }
        var plan = plan(type);
        var ready = value instanceof Message message ? same(message, type) : plan.wellKnown(value);
        if (ready != null) {
            out.raw(ready.toByteArray());
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, type, maps, out, depth);
        } else if (plan.wrapper()) {
            writeField(type.getFields().getFirst(), value, maps, out, depth);
        } else if (value instanceof Record record && !RecordShape.isMappers(value.getClass())) {
            writeRecord(record, plan, maps, out, depth);
        } else {
            writeMap(mapOf(value, type), type, MapStyle.FOR_MAPPER, out, depth);
        }
    }

    private Plan plan(Descriptor type) {
        var known = plans.get(type);
        return known == null ? plans.computeIfAbsent(type, Plan::of) : known;
    }

    private static Message same(Message message, Descriptor type) {
        if (!message.getDescriptorForType().getFullName().equals(type.getFullName())) {
            throw Misfit.expected("a " + type.getFullName());
        }
        return message;
    }

    private Map<?, ?> mapOf(Object value, Descriptor type) {
        if (value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Enum<?>
                || value instanceof Iterable<?>
                || value.getClass().isArray()) {
            throw Misfit.expected("an object with the fields of " + type.getFullName());
        }
        return codec.dataOf(value).bind(Map.class) instanceof Map<?, ?> map ? map : Map.of();
    }

    private void writeMap(Map<?, ?> map, Descriptor type, MapStyle maps, WireOutput out, int depth) {
        for (var field : type.getFields()) {
            writeField(field, map.get(maps.name(field)), maps, out, depth);
        }
    }

    private void writeRecord(Record record, Plan plan, MapStyle maps, WireOutput out, int depth) {
        for (var component : plan.components(record.getClass())) {
            writeField(component.field(), RecordShape.value(component.accessor(), record), maps, out, depth);
        }
    }

    // ---- fields ----

    private void writeField(FieldDescriptor field, @Nullable Object given, MapStyle maps, WireOutput out, int depth) {
        var value = given instanceof Optional<?> optional ? optional.orElse(null) : given;
        if (value == null) {
            return;
        }
        try {
            if (field.isMapField()) {
                writeEntries(field, value, maps, out, depth);
            } else if (field.isRepeated()) {
                writeElements(field, value, maps, out, depth);
            } else if (field.hasPresence() || !Scalars.isStandard(field, value)) {
                writeTagged(field, value, maps, out, depth);
            }
        } catch (Misfit misfit) {
            throw misfit.within(maps.name(field));
        }
    }

    private void writeTagged(FieldDescriptor field, @Nullable Object value, MapStyle maps, WireOutput out, int depth) {
        if (value == null) {
            throw Misfit.expected("no null within a list or map");
        }
        switch (field.getType()) {
            case MESSAGE -> {
                out.tag(field.getNumber(), WireFormat.WIRETYPE_LENGTH_DELIMITED);
                out.delimited(() -> write(value, field.getMessageType(), maps, out, depth + 1));
            }
            case GROUP -> throw Misfit.expected("no group, which only protobuf's own classes write");
            default -> {
                out.tag(field.getNumber(), field.getLiteType().getWireType());
                Scalars.write(field, value, out);
            }
        }
    }

    private void writeElements(FieldDescriptor field, Object value, MapStyle maps, WireOutput out, int depth) {
        var elements = Elements.of(value);
        if (!field.isPacked()) {
            elements.forEach(element -> writeTagged(field, element, maps, out, depth));
        } else if (elements.iterator().hasNext()) {
            out.tag(field.getNumber(), WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.delimited(() -> elements.forEach(element -> Scalars.write(field, Elements.present(element), out)));
        }
    }

    private void writeEntries(FieldDescriptor field, Object value, MapStyle maps, WireOutput out, int depth) {
        if (!(value instanceof Map<?, ?> map)) {
            throw Misfit.expected("a map");
        }
        var fields = field.getMessageType().getFields();
        map.forEach((key, element) -> {
            out.tag(field.getNumber(), WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.delimited(() -> {
                writeTagged(fields.getFirst(), key, maps, out, depth);
                writeTagged(fields.getLast(), element, maps, out, depth);
            });
        });
    }
}
