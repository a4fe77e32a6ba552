package dev.rookery.rabbitmq;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.BitSet;

/**
 * Acknowledges what a channel delivered. What was done in one burst is acknowledged together, as far as nothing before it is open: one
 * acknowledgement then stands for all up to its tag. Of the connection's thread alone.
 */
final class Settlements {
    private final Channel channel;
    private final boolean together;
    private final BitSet settled = new BitSet(); // by tag, from the lowest one that is open
    private final BitSet due = new BitSet(); // of those settled, the ones that the broker has to be told of
    private long lowest = 1;

    /**
     * Begins with a channel that has delivered nothing.
     *
     * @param together whether one may stand for several: not where others settle on the channel too
     */
    Settlements(Channel channel, boolean together) {
        this.channel = channel;
        this.together = together;
    }

    /** Acknowledges one, at once or at the end of the burst. */
    void acknowledge(long tag) throws IOException {
        if (!together) {
            channel.basicAck(tag, false);
            return;
        }
        settled.set((int) (tag - lowest));
        due.set((int) (tag - lowest));
    }

    void reject(long tag, boolean requeue) throws IOException {
        channel.basicReject(tag, requeue);
        if (together) {
            settled.set((int) (tag - lowest));
        }
    }

    /** Tells the broker what is due. */
    void flush() throws IOException {
        if (due.isEmpty()) {
            return;
        }
        var open = settled.nextClearBit(0);
        var last = open == 0 ? -1 : due.previousSetBit(open - 1);
        if (last >= 0) {
            channel.basicAck(lowest + last, due.nextSetBit(0) != last);
        }
        for (var index = due.nextSetBit(open); index >= 0; index = due.nextSetBit(index + 1)) {
            channel.basicAck(lowest + index, false);
        }
        due.clear();
        advance(open);
    }

    private void advance(int by) {
        if (by > 0) {
            var length = settled.length();
            var rest = length > by ? settled.get(by, length) : new BitSet();
            settled.clear();
            settled.or(rest);
            lowest += by;
        }
    }
}
