package dev.rookery.web;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Gathers the body of a request as it arrives, in a limited time. Its size is limited too. */
final class BodyReader implements Runnable {
    private static final byte[] NOTHING = {};

    private final Request request;
    private final Consumer<byte[]> whenRead;
    private final Consumer<Throwable> whenFailed;
    private final long maxBytes;
    private Duration limit = Duration.ZERO;
    private byte[] first = NOTHING;
    private @Nullable ByteArrayOutputStream several;
    private @Nullable BodyDeadline deadline;

    /**
     * Begins with nothing.
     *
     * @param request what is read
     * @param maxBytes how much it may be, after decompression
     * @param whenRead told the whole body, on a thread of Jetty's
     * @param whenFailed told in its place why there is none
     */
    BodyReader(Request request, long maxBytes, Consumer<byte[]> whenRead, Consumer<Throwable> whenFailed) {
        this.request = request;
        this.maxBytes = maxBytes;
        this.whenRead = whenRead;
        this.whenFailed = whenFailed;
    }

    void start(Duration longest) {
        limit = longest;
        if (request.getLength() > maxBytes) {
            fail(tooLarge());
        } else {
            run();
        }
    }

    /** What Jetty has for a body beyond a limit. */
    static Throwable tooLarge() {
        return new HttpException.RuntimeException(Statuses.PAYLOAD_TOO_LARGE);
    }

    /** Reads what has arrived. Jetty calls it again when there is more, one call after the other. */
    @Override
    public void run() {
        while (true) {
            var chunk = read();
            if (chunk == null) {
                watch();
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                fail(chunk.getFailure());
                return;
            }
            take(chunk);
            if (size() > maxBytes) {
                fail(tooLarge());
                return;
            }
            if (chunk.isLast()) {
                end();
                whenRead.accept(all());
                return;
            }
        }
    }

    /** Begins to count the time, unless it has begun; most bodies have arrived with their heads, and need no clock. */
    private void watch() {
        if (deadline == null) {
            deadline = BodyDeadline.of(request, limit);
        }
    }

    private Content.@Nullable Chunk read() {
        try {
            return request.read();
        } catch (RuntimeException error) { // what cannot be decompressed
            return Content.Chunk.from(error);
        }
    }

    private void take(Content.Chunk chunk) {
        var buffer = chunk.getByteBuffer();
        var part = new byte[buffer.remaining()];
        buffer.get(part);
        chunk.release();
        if (part.length > 0) {
            add(part);
        }
    }

    private void add(byte[] part) {
        var all = several;
        if (all != null) {
            all.writeBytes(part);
        } else if (first.length == 0) {
            first = part;
        } else {
            all = new ByteArrayOutputStream();
            all.writeBytes(first);
            all.writeBytes(part);
            several = all;
        }
    }

    private long size() {
        var all = several;
        return all == null ? first.length : all.size();
    }

    private byte[] all() {
        var all = several;
        return all == null ? first : all.toByteArray();
    }

    private void fail(Throwable why) {
        end();
        whenFailed.accept(why);
    }

    private void end() {
        var running = deadline;
        if (running != null) {
            running.end();
        }
    }
}
