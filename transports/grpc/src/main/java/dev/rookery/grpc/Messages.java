package dev.rookery.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.InvalidPayloadException;
import dev.rookery.error.UnserializableValueException;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages as objects, and objects as messages, for one server or client. Safe for use by several threads. */
final class Messages {
    private final PacketCodec codec;
    private final ReadPlans readers;
    private final MessageWriter writer;
    private final int largest;

    Messages(PacketCodec codec, GrpcOptions options) {
        this.codec = codec;
        this.readers = new ReadPlans(codec, options.mapStyle());
        this.writer = new MessageWriter(codec, options.mapStyle());
        this.largest = options.maxOutboundMessageBytes();
    }

    PacketCodec codec() {
        return codec;
    }

    /**
     * Makes an object of a message.
     *
     * @param message the bytes
     * @param type their type
     * @param target what is wanted
     * @return the object
     * @throws InvalidPayloadException if they do not fit
     */
    @Nullable Object read(byte[] message, Descriptor type, Type target) {
        if (target instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return Optional.ofNullable(read(message, type, generic.getActualTypeArguments()[0]));
        }
        if (target == void.class || target == Void.class) {
            return null;
        }
        try {
            var reader = readers.of(type, target);
            try {
                return reader.read(new WireInput(message));
            } catch (ScatteredMessage scattered) {
                var whole = DynamicMessage.parseFrom(type, message).toByteArray();
                return reader.read(new WireInput(whole));
            }
        } catch (Misfit misfit) {
            throw new InvalidPayloadException("The message " + type.getFullName() + " " + misfit.getMessage(), misfit);
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidPayloadException("The message is no " + type.getFullName() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new InvalidPayloadException("The message cannot be read", e);
        }
    }

    /**
     * Makes a message of an object.
     *
     * @param value the object
     * @param type the type of the message
     * @return the bytes
     * @throws UnserializableValueException if it does not fit, or is larger than may be sent
     */
    byte[] write(@Nullable Object value, Descriptor type) {
        var bytes = written(value, type);
        if (largest > 0 && bytes.length > largest) {
            throw new UnserializableValueException("A " + type.getFullName() + " has " + bytes.length
                    + " bytes (expected: no more than maxOutboundMessageBytes, " + largest + ")");
        }
        return bytes;
    }

    private byte[] written(@Nullable Object value, Descriptor type) {
        if (value instanceof Message message
                && message.getDescriptorForType().getFullName().equals(type.getFullName())) {
            return message.toByteArray();
        }
        if (value == null) {
            throw new UnserializableValueException("null is no message (expected: a " + type.getFullName() + ")");
        }
        try {
            var out = new WireOutput();
            writer.write(value, type, out);
            return out.toByteArray();
        } catch (Misfit misfit) {
            throw new UnserializableValueException(
                    "A " + value.getClass().getName() + " as " + type.getFullName() + " " + misfit.getMessage(),
                    misfit);
        } catch (InvalidPayloadException e) {
            throw new UnserializableValueException(
                    "A " + value.getClass().getName() + " is no " + type.getFullName() + ": " + e.getMessage(), e);
        }
    }
}
