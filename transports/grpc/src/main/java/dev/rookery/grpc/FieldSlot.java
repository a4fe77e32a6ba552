package dev.rookery.grpc;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How one field of a message is read.
 *
 * @param field the field
 * @param name what it is called in Java
 * @param key reads a key, where it is a map
 * @param value reads a value, or one of several
 * @param whole makes what the field is in Java of a value, list or map
 * @param absent what stands for a field that is not on the wire
 */
record FieldSlot(
        FieldDescriptor field,
        String name,
        @Nullable ValueReader key,
        ValueReader value,
        UnaryOperator<@Nullable Object> whole,
        @Nullable Object absent) {

    /** Reads one value of a field. */
    interface ValueReader {
        @Nullable Object read(WireInput in) throws IOException;
    }

    /** Reads what follows a tag, beside what was read of the field before. */
    @Nullable Object read(WireInput in, int tag, @Nullable Object before) throws IOException {
        try {
            if (key != null) {
                return entry(in, key, before);
            }
            return field.isRepeated() ? element(in, tag, before) : value.read(in);
        } catch (Misfit misfit) {
            throw misfit.within(name);
        }
    }

    @Nullable Object finish(@Nullable Object read) {
        try {
            return read == null ? absent : whole.apply(read);
        } catch (Misfit misfit) {
            throw misfit.within(name);
        }
    }

    private Object element(WireInput in, int tag, @Nullable Object before) throws IOException {
        @SuppressWarnings("unchecked") // it was made here
        var list = before == null ? new ArrayList<@Nullable Object>() : (List<@Nullable Object>) before;
        if (field.isPackable() && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            in.delimited(packed -> {
                while (!packed.in().isAtEnd()) {
                    list.add(value.read(packed));
                }
                return list;
            });
        } else {
            list.add(value.read(in));
        }
        return list;
    }

    private Object entry(WireInput in, ValueReader keys, @Nullable Object before) throws IOException {
        @SuppressWarnings("unchecked") // it was made here
        var map =
                before == null ? new LinkedHashMap<Object, @Nullable Object>() : (Map<Object, @Nullable Object>) before;
        var fields = field.getMessageType().getFields();
        var entry = in.delimited(content -> {
            var found = new @Nullable Object[2];
            for (var tag = content.in().readTag(); tag != 0; tag = content.in().readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case 1 -> found[0] = keys.read(content);
                    case 2 -> found[1] = value.read(content);
                    default -> content.in().skipField(tag);
                }
            }
            return found;
        });
        var entryKey = entry[0] == null ? Scalars.standard(fields.getFirst()) : entry[0];
        map.put(entryKey, entry[1] == null ? standardValue(fields.getLast()) : entry[1]);
        return map;
    }

    /** A value of a map that is what stands for nothing need not be on the wire. */
    private @Nullable Object standardValue(FieldDescriptor values) throws IOException {
        var none = new WireInput(new byte[] {0, 0, 0, 0, 0, 0, 0, 0}); // an empty message, a 0, an empty text
        return values.getType() == FieldDescriptor.Type.GROUP ? null : value.read(none);
    }
}
