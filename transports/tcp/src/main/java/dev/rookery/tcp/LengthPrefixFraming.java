package dev.rookery.tcp;

/** {@code <length>#<json>}. */
final class LengthPrefixFraming implements TcpFraming {
    static final byte DELIMITER = '#';

    @Override
    public void frame(FrameBuffer packet) {
        var units = Utf16Length.of(packet.array(), packet.offset(), packet.length());
        packet.prepend(units, DELIMITER);
    }

    @Override
    public Decoder newDecoder(int maxFrameBytes) {
        return new LengthPrefixDecoder(maxFrameBytes);
    }

    @Override
    public String toString() {
        return "<length>#<json>";
    }
}
