package dev.rookery.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rookery.error.UndecodableMessageException;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a reader makes of bytes, without a network. */
final class FrameReaderTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Receiver receiver = new Receiver();
    private final FrameReader reader =
            new FrameReader(receiver, channel, TcpTransporter.builder().build().options());

    /** Remembers what comes, and chokes on one packet. */
    private static final class Receiver implements FrameReader.Owner {
        private final List<String> packets = new ArrayList<>();

        @Override
        public boolean mayRead() {
            return true;
        }

        @Override
        public void packet(byte[] packet) {
            var text = new String(packet, StandardCharsets.UTF_8);
            packets.add(text);
            if (text.equals("bad")) {
                throw new IllegalStateException(text);
            }
        }

        @Override
        public void undecodable(UndecodableMessageException why) {
            packets.add("undecodable");
        }

        @Override
        public void partialFrameTimedOut() {
            packets.add("incomplete");
        }
    }

    @AfterEach
    void close() {
        reader.end();
        channel.finishAndReleaseAll();
    }

    @Test
    void a_packet_that_its_receiver_chokes_on_is_not_read_twice() {
        assertThatIllegalStateException()
                .isThrownBy(() -> reader.received(Unpooled.copiedBuffer("3#one3#bad5#three", StandardCharsets.UTF_8)));

        reader.finish();

        assertThat(receiver.packets).containsExactly("one", "bad", "three");
    }
}
