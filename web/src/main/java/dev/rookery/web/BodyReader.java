package dev.rookery.web;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Gathers the body of a request as it arrives, in a limited time. Its size is limited by Jetty. */
final class BodyReader implements Runnable {
    private final Request request;
    private final Consumer<byte[]> whenRead;
    private final Consumer<Throwable> whenFailed;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Scheduler.@Nullable Task timer;

    /**
     * Begins with nothing.
     *
     * @param request what is read
     * @param whenRead told the whole body, on a thread of Jetty's
     * @param whenFailed told in its place why there is none
     */
    BodyReader(Request request, Consumer<byte[]> whenRead, Consumer<Throwable> whenFailed) {
        this.request = request;
        this.whenRead = whenRead;
        this.whenFailed = whenFailed;
    }

    void start(Duration limit) {
        if (!limit.isZero()) {
            timer = request.getComponents()
                    .getScheduler()
                    .schedule(
                            () -> request.fail(new TimeoutException("The body took too long")),
                            limit.toNanos(),
                            TimeUnit.NANOSECONDS);
        }
        run();
    }

    /** Reads what has arrived. Jetty calls it again when there is more, one call after the other. */
    @Override
    public void run() {
        while (true) {
            var chunk = read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                end();
                whenFailed.accept(chunk.getFailure());
                return;
            }
            take(chunk);
            if (chunk.isLast()) {
                end();
                whenRead.accept(bytes.toByteArray());
                return;
            }
        }
    }

    private Content.@Nullable Chunk read() {
        try {
            return request.read();
        } catch (RuntimeException error) { // the limit on its size
            return Content.Chunk.from(error);
        }
    }

    private void take(Content.Chunk chunk) {
        var buffer = chunk.getByteBuffer();
        var part = new byte[buffer.remaining()];
        buffer.get(part);
        bytes.writeBytes(part);
        chunk.release();
    }

    private void end() {
        var running = timer;
        if (running != null) {
            running.cancel();
        }
    }
}
