package dev.rookery.tcp;

import dev.rookery.error.UndecodableMessageException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How packets stand in the stream of bytes: what Nest calls a {@code socketClass}. An own framing lets a service speak to peers that
 * delimit their packets in another way; both sides need the same one.
 *
 * <p>A framing is immutable and safe for use by several threads; the decoders that it makes are used by one.
 */
public interface TcpFraming {
    /** Nest's framing, {@code <length>#<json>}, where the length counts the UTF-16 code units of the text. */
    TcpFraming NEST = new LengthPrefixFraming();

    /**
     * Makes a packet into a frame: puts something before it, behind it, or both. Called by the thread that answers or asks; must not
     * block.
     *
     * @param packet the packet, as UTF-8 text
     */
    void frame(FrameBuffer packet);

    /**
     * Makes the decoder of a connection.
     *
     * @param maxFrameBytes the most bytes that the packet of a frame may have
     * @return a decoder that has read nothing yet
     */
    Decoder newDecoder(int maxFrameBytes);

    /** Cuts the bytes of one connection into packets. Used by one thread; must not block. */
    interface Decoder {

        /**
         * Takes the next packet out of what was received. Called again and again until it returns null.
         *
         * @param received what has arrived and was not consumed before. The position is to be advanced past a packet that is
         *     returned; bytes of a packet that is not complete yet are to be left, and come again with more behind them
         * @return the packet in an array of its own, which belongs to the receiver; null if it is not complete
         * @throws UndecodableMessageException if no packet can follow; the connection is then closed
         */
        byte @Nullable [] next(ByteBuffer received);
    }
}
