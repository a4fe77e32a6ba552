package dev.rookery.tcp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an outbox tells its connection, without a network. */
final class OutboxTest {
    private static final int MOST = 1_000;
    private static final int HIGH_WATER = MOST / 2;

    private final ChannelInboundHandlerAdapter place = new ChannelInboundHandlerAdapter();
    private final EmbeddedChannel channel = new EmbeddedChannel(place);
    private final ChannelHandlerContext context =
            requireNonNull(channel.pipeline().context(place));
    private final Told told = new Told();
    private final Outbox outbox = new Outbox(told, MOST);

    /** Remembers whether there was room each time that it was told so. */
    private final class Told implements Outbox.Owner {
        private final List<Boolean> room = new ArrayList<>();

        @Override
        public void drainSoon() {}

        @Override
        public void drained(OutgoingFrame first) {}

        @Override
        public void roomAgain() {
            room.add(outbox.hasRoom());
        }
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private static OutgoingFrame frame(int bytes, @Nullable Consumer<@Nullable Throwable> written) {
        var frame = new OutgoingFrame(null, written);
        frame.write(new byte[bytes], 0, bytes);
        return frame;
    }

    @Test
    void whoever_waits_is_told_once_that_there_is_room_again() {
        outbox.offer(frame(HIGH_WATER, null));
        assertThat(outbox.hasRoom()).isFalse();

        outbox.drain(context);

        assertThat(told.room).containsExactly(true);
    }

    /** A handler on another thread may fill it between the moment when it is empty and that when this is told. */
    @Test
    void an_outbox_that_is_filled_while_it_empties_tells_of_room_when_there_is_some() {
        outbox.offer(frame(HIGH_WATER, _ -> outbox.offer(frame(HIGH_WATER, null))));

        outbox.drain(context);
        assertThat(outbox.hasRoom()).isFalse();
        assertThat(told.room).isEmpty();
        outbox.drain(context);

        assertThat(told.room).containsExactly(true);
    }
}
