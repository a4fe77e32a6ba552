package dev.rookery.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Fails a request whose body takes too long to arrive. */
final class BodyDeadline {
    private final Scheduler.@Nullable Task timer;

    private BodyDeadline(Scheduler.@Nullable Task timer) {
        this.timer = timer;
    }

    /**
     * Begins to wait.
     *
     * @param limit how long the body may take; zero for as long as it likes
     */
    static BodyDeadline of(Request request, Duration limit) {
        if (limit.isZero()) {
            return new BodyDeadline(null);
        }
        return new BodyDeadline(request.getComponents()
                .getScheduler()
                .schedule(
                        () -> request.fail(new TimeoutException("The body took too long")),
                        limit.toNanos(),
                        TimeUnit.NANOSECONDS));
    }

    /** The body is there, or will not come. */
    void end() {
        if (timer != null) {
            timer.cancel();
        }
    }
}
