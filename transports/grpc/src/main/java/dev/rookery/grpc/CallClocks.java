package dev.rookery.grpc;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ends calls at their deadlines before the driver does. At a deadline the driver resets the stream, which a caller reads as {@code CANCELLED}, where
 * Nest's server answers {@code DEADLINE_EXCEEDED}; and it listens to its own context before anybody else can. So the clock of a call is in a context
 * around that one: a context tells its listeners before those that are derived from it, and one that is derived sets no clock of a later deadline.
 */
final class CallClocks extends ServerStreamTracer.Factory {
    private static final Context.Key<Context.CancellableContext> CLOCK = Context.key("rookery-clock");
    private static final Metadata.Key<String> TIMEOUT =
            Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);
    /** As gRPC's protocol over HTTP/2 has it. */
    private static final Pattern TIMEOUT_FORMAT = Pattern.compile("(\\d{1,8})([HMSmun])");

    private static final ServerStreamTracer NO_CLOCK = new ServerStreamTracer() {};

    private final GrpcThreads threads;

    CallClocks(GrpcThreads threads) {
        this.threads = threads;
    }

    /** Runs code at the deadline of the current call, if that has one, and before the driver ends it. */
    static void atDeadline(Runnable code) {
        var clock = CLOCK.get();
        if (clock != null) {
            clock.addListener(
                    ended -> {
                        if (ended.cancellationCause() instanceof TimeoutException) {
                            code.run();
                        }
                    },
                    Runnable::run);
        }
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String rpc, Metadata headers) {
        var deadline = deadline(headers.get(TIMEOUT));
        return deadline == null ? NO_CLOCK : new Clock(deadline);
    }

    /** One that cannot be read is the driver's business, which turns the call away. */
    private static @Nullable Deadline deadline(@Nullable String timeout) {
        if (timeout == null) {
            return null;
        }
        var read = TIMEOUT_FORMAT.matcher(timeout);
        return read.matches() ? Deadline.after(Long.parseLong(read.group(1)), unit(read.group(2))) : null;
    }

    private static TimeUnit unit(String letter) {
        return switch (letter) {
            case "H" -> TimeUnit.HOURS;
            case "M" -> TimeUnit.MINUTES;
            case "S" -> TimeUnit.SECONDS;
            case "m" -> TimeUnit.MILLISECONDS;
            case "u" -> TimeUnit.MICROSECONDS;
            default -> TimeUnit.NANOSECONDS;
        };
    }

    private final class Clock extends ServerStreamTracer {
        private final Deadline deadline;
        private volatile Context.@Nullable CancellableContext context;

        Clock(Deadline deadline) {
            this.deadline = deadline;
        }

        @Override
        public Context filterContext(Context around) {
            var clock = around.withDeadline(deadline, threads.current());
            context = clock;
            return clock.withValue(CLOCK, clock);
        }

        @Override
        public void streamClosed(Status status) {
            var clock = context;
            if (clock != null) {
                clock.cancel(null);
            }
        }
    }
}
