package dev.rookery.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
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
    private final ConcurrentHashMap<Descriptor, Known> types = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<RecordKey, List<Component>> records = new ConcurrentHashMap<>();

    MessageWriter(PacketCodec codec, MapStyle style) {
        this.codec = codec;
        this.style = style;
    }

    /** What is asked of a type for each message of it. */
    private record Known(Optional<WellKnown> wellKnown, boolean wrapper) {
        static Known of(Descriptor type) {
            return new Known(WellKnown.of(type), WellKnown.isWrapper(type));
        }
    }

    private record RecordKey(Class<?> type, Descriptor message) {}

    private record Component(FieldDescriptor field, MethodHandle accessor) {}

    /** Writes the fields of a message. */
    void write(Object value, Descriptor type, WireOutput out) {
        write(value, type, style, out, 0);
    }

    private void write(Object value, Descriptor type, MapStyle maps, WireOutput out, int depth) {
        if (depth > MAX_DEPTH) {
            throw Misfit.expected("messages in messages no deeper than " + MAX_DEPTH);
        }
        var known = types.computeIfAbsent(type, Known::of);
        var ready = value instanceof Message message
                ? same(message, type)
                : known.wellKnown().map(each -> each.write(value)).orElse(null);
        if (ready != null) {
            out.raw(ready.toByteArray());
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, type, maps, out, depth);
        } else if (known.wrapper()) {
            writeField(type.getFields().getFirst(), value, maps, out, depth);
        } else if (value instanceof Record record && !RecordShape.isMappers(value.getClass())) {
            writeRecord(record, type, maps, out, depth);
        } else {
            writeMap(mapOf(value, type), type, MapStyle.FOR_MAPPER, out, depth);
        }
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

    private void writeRecord(Record record, Descriptor type, MapStyle maps, WireOutput out, int depth) {
        var components = records.computeIfAbsent(new RecordKey(record.getClass(), type), MessageWriter::components);
        for (var component : components) {
            writeField(component.field(), RecordShape.value(component.accessor(), record), maps, out, depth);
        }
    }

    private static List<Component> components(RecordKey key) {
        return Arrays.stream(key.type().getRecordComponents())
                .map(component -> new Component(
                        RecordShape.field(key.message(), key.type(), component.getName()),
                        RecordShape.accessor(component)))
                .toList();
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
