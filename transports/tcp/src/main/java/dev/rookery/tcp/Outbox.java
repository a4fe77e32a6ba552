package dev.rookery.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Frames on their way to one socket. Any thread puts them in; the connection's own thread takes all there are, packs small ones together,
 * and flushes once. It is woken by the first frame only, not by those that join it.
 */
final class Outbox {
    private static final long MOST_HIGH_WATER = 1024 * 1024;
    private static final int PACK_BYTES = 64 * 1024;
    private static final int LARGE_FRAME_BYTES = 16 * 1024;
    private static final VarHandle HEAD;
    private static final VarHandle UNSENT;

    static {
        try {
            var lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(Outbox.class, "head", OutgoingFrame.class);
            UNSENT = lookup.findVarHandle(Outbox.class, "unsent", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What the connection does for its outbox. Called on the connection's thread. */
    interface Owner {
        /** Calls {@link Outbox#drain} soon, on the connection's thread. Called on any thread. */
        void drainSoon();

        /** Some frames were handed to the socket's queue. */
        void drained(OutgoingFrame first);

        /** There is room again, after there was none. */
        void roomAgain();
    }

    private final Owner owner;
    private final long maxUnsentBytes;
    /** From this many bytes on handlers that stream are not asked for more, and nothing further is read. */
    private final long highWater;

    /** The frame that was put in last. */
    private volatile @Nullable OutgoingFrame head;

    private volatile long unsent;
    private volatile boolean crowded;
    private volatile @Nullable Throwable closed;

    Outbox(Owner owner, long maxUnsentBytes) {
        this.owner = owner;
        this.maxUnsentBytes = maxUnsentBytes;
        this.highWater = Math.clamp(maxUnsentBytes / 2, 1, MOST_HIGH_WATER);
    }

    /**
     * Puts a frame in. It is dropped, and what waits for it told, if the connection has closed.
     *
     * @return false if so much is waiting that it was not put in; a single frame has always room
     */
    boolean offer(OutgoingFrame frame) {
        var size = frame.length();
        var waiting = (long) UNSENT.getAndAdd(this, (long) size) + size;
        if (waiting > maxUnsentBytes && waiting > size) {
            UNSENT.getAndAdd(this, (long) -size);
            return false;
        }
        if (waiting >= highWater) {
            crowded = true;
        }
        OutgoingFrame before;
        do {
            before = head;
            frame.next = before;
        } while (!HEAD.compareAndSet(this, before, frame));
        if (closed != null) {
            discard();
        } else if (before == null) {
            owner.drainSoon();
        }
        return true;
    }

    boolean hasRoom() {
        return unsent < highWater;
    }

    /** How many bytes may be put in before handlers that stream have to wait. */
    long room() {
        return Math.max(0, highWater - unsent);
    }

    boolean isEmpty() {
        return unsent == 0;
    }

    /** Writes what there is, and flushes. On the connection's thread. */
    void drain(ChannelHandlerContext context) {
        var first = takeAll();
        if (first == null) {
            return;
        }
        OutgoingFrame frame = first;
        while (frame != null) {
            frame = writePack(context, frame);
        }
        context.flush();
        owner.drained(first);
    }

    private @Nullable OutgoingFrame takeAll() {
        var frame = (OutgoingFrame) HEAD.getAndSet(this, null);
        OutgoingFrame first = null;
        while (frame != null) {
            var before = frame.next;
            frame.next = first;
            first = frame;
            frame = before;
        }
        return first;
    }

    /** Writes a large frame, or as many small ones as go together. */
    private @Nullable OutgoingFrame writePack(ChannelHandlerContext context, OutgoingFrame first) {
        var size = first.length();
        var behind = first.next;
        if (size >= LARGE_FRAME_BYTES) {
            write(context, Unpooled.wrappedBuffer(first.array(), first.offset(), size), first, behind, size);
            return behind;
        }
        while (behind != null && behind.length() < LARGE_FRAME_BYTES && size + behind.length() <= PACK_BYTES) {
            size += behind.length();
            behind = behind.next;
        }
        var pack = context.alloc().directBuffer(size);
        for (OutgoingFrame frame = first; frame != null && frame != behind; frame = frame.next) {
            pack.writeBytes(frame.array(), frame.offset(), frame.length());
        }
        write(context, pack, first, behind, size);
        return behind;
    }

    private void write(
            ChannelHandlerContext context,
            ByteBuf bytes,
            OutgoingFrame first,
            @Nullable OutgoingFrame behind,
            int size) {
        Unawaited.then(context.write(bytes), failure -> written(first, behind, size, failure));
    }

    private void written(OutgoingFrame first, @Nullable OutgoingFrame behind, long size, @Nullable Throwable failure) {
        var left = (long) UNSENT.getAndAdd(this, -size) - size;
        for (OutgoingFrame frame = first; frame != null && frame != behind; frame = frame.next) {
            frame.settle(failure);
        }
        if (crowded && left <= highWater / 2) {
            crowded = false;
            if (hasRoom()) {
                owner.roomAgain();
            } else {
                crowded = true; // another thread has filled it meanwhile, and said so before it was unsaid here
            }
        }
    }

    /** Drops what there is and what comes later, and tells what waits for it why. */
    void close(Throwable why) {
        closed = why;
        discard();
    }

    private void discard() {
        for (var frame = takeAll(); frame != null; frame = frame.next) {
            UNSENT.getAndAdd(this, (long) -frame.length());
            frame.settle(closed);
        }
    }
}
