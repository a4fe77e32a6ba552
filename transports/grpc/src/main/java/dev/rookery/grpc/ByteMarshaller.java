package dev.rookery.grpc;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Leaves messages as bytes, so that they are read and written on the thread of their handler and not on the event loop. */
enum ByteMarshaller implements MethodDescriptor.Marshaller<byte[]> {
    /** Says by {@link #problemOf} what cannot be read: what is thrown here the driver logs as an error of its own, and it answers with {@code UNKNOWN}. */
    REQUESTS {
        @Override
        public byte[] parse(InputStream stream) {
            try {
                return read(stream);
            } catch (IOException notCompressedAsItSays) {
                return UNREADABLE;
            } catch (StatusRuntimeException beyondTheLimit) {
                return TOO_LARGE;
            }
        }
    },
    /** Throws what cannot be read, with which the driver ends the call. */
    REPLIES {
        @Override
        public byte[] parse(InputStream stream) {
            try {
                return read(stream);
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }
    };

    private static final byte[] UNREADABLE = {};
    private static final byte[] TOO_LARGE = {};

    /** Why a request is none; null where it is one. */
    @SuppressWarnings("ReferenceEquality") // an empty message is none of these
    static @Nullable Status problemOf(byte[] request) {
        if (request == UNREADABLE) {
            return Status.INTERNAL.withDescription("The request cannot be decompressed");
        }
        return request == TOO_LARGE
                ? Status.RESOURCE_EXHAUSTED.withDescription("The request is too large once it is decompressed")
                : null;
    }

    @Override
    public InputStream stream(byte[] message) {
        return new MessageStream(message);
    }

    private static byte[] read(InputStream stream) throws IOException {
        return stream instanceof KnownLength ? stream.readNBytes(stream.available()) : stream.readAllBytes();
    }

    /** Of a known length, and written in one piece. */
    private static final class MessageStream extends ByteArrayInputStream implements Drainable, KnownLength {
        MessageStream(byte[] message) {
            super(message);
        }

        @Override
        public synchronized int drainTo(OutputStream target) throws IOException {
            var length = count - pos;
            target.write(buf, pos, length);
            pos = count;
            return length;
        }
    }
}
