package dev.rookery.grpc;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads messages of one type into objects of one Java type. Made once for both; safe for use by several threads. */
final class MessageReader {
    private final FieldSlot[] slots;
    private final Map<Integer, Integer> byNumber = new HashMap<>();
    private final int[][] rivals;
    private final Assembly assembly;

    /**
     * Prepares it.
     *
     * @param slots the fields that are read; others are skipped
     * @param assembly makes the object
     */
    MessageReader(List<FieldSlot> slots, Assembly assembly) {
        this.slots = slots.toArray(FieldSlot[]::new);
        this.assembly = assembly;
        for (var index = 0; index < this.slots.length; index++) {
            byNumber.put(this.slots[index].field().getNumber(), index);
        }
        this.rivals = new int[this.slots.length][];
        for (var index = 0; index < this.slots.length; index++) {
            rivals[index] = rivalsOf(this.slots[index].field());
        }
    }

    /** Makes an object of the values of its fields, in the order of the slots. */
    interface Assembly {
        Object of(@Nullable Object[] values);
    }

    private int[] rivalsOf(FieldDescriptor field) {
        var oneof = field.getRealContainingOneof();
        return oneof == null
                ? new int[0]
                : oneof.getFields().stream()
                        .filter(other -> other != field && byNumber.containsKey(other.getNumber()))
                        .mapToInt(other -> byNumber.getOrDefault(other.getNumber(), 0))
                        .toArray();
    }

    Object read(WireInput in) throws IOException {
        var values = new @Nullable Object[slots.length];
        for (var tag = in.in().readTag(); tag != 0; tag = in.in().readTag()) {
            var index = byNumber.get(WireFormat.getTagFieldNumber(tag));
            if (index == null) {
                in.in().skipField(tag);
            } else if (fits(slots[index].field(), tag)) {
                requireWhole(slots[index].field(), values[index]);
                values[index] = slots[index].read(in, tag, values[index]);
                for (var rival : rivals[index]) {
                    values[rival] = null;
                }
            } else {
                throw Misfit.expected("the type of the .proto file").within(slots[index].name());
            }
        }
        for (var index = 0; index < slots.length; index++) {
            values[index] = slots[index].finish(values[index]);
        }
        return assembly.of(values);
    }

    /** A message within a message may come in parts, which protobuf merges. */
    private static void requireWhole(FieldDescriptor field, @Nullable Object before) {
        if (before != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isRepeated()) {
            throw new ScatteredMessage();
        }
    }

    private static boolean fits(FieldDescriptor field, int tag) {
        var type = WireFormat.getTagWireType(tag);
        return type == field.getLiteType().getWireType()
                || (field.isPackable() && type == WireFormat.WIRETYPE_LENGTH_DELIMITED);
    }
}
