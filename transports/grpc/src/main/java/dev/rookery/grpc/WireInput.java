package dev.rookery.grpc;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Bytes of protobuf's wire format as they are read, with the depth of messages in messages. Used by one thread. */
final class WireInput {
    /** As deep as protobuf-java goes by default. */
    static final int MAX_DEPTH = 100;

    private final CodedInputStream in;
    private int depth;

    WireInput(byte[] message) {
        this.in = CodedInputStream.newInstance(message);
        pushWhole(message.length);
    }

    /** So that the end of a whole message is a limit, as is that of one within another. */
    private void pushWhole(int length) {
        try {
            in.pushLimit(length);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    CodedInputStream in() {
        return in;
    }

    /** Reads what has its length before it. */
    <T extends @Nullable Object> T delimited(Content<T> content) throws IOException {
        if (++depth > MAX_DEPTH) {
            throw Misfit.expected("messages in messages no deeper than " + MAX_DEPTH);
        }
        var outer = in.pushLimit(in.readRawVarint32());
        var value = content.read(this);
        if (!in.isAtEnd()) {
            throw Misfit.expected("a message that ends where its length says");
        }
        in.popLimit(outer);
        depth--;
        return value;
    }

    /** What is read. */
    interface Content<T extends @Nullable Object> {
        T read(WireInput in) throws IOException;
    }
}
