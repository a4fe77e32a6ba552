package dev.rookery.module;

import dev.rookery.client.ClientProxy;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done at the end of something: step by step, each for a limited time, whatever becomes of the steps before. */
final class Ending {
    private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);
    private static final ScopedValue<Ending> RUNNING = ScopedValue.newInstance();

    private final Duration limit;
    private final String whole;

    /**
     * Begins with nothing done.
     *
     * @param limit how long each step may take; zero for as long as it does
     * @param whole what goes on whatever becomes of a step, as logs tell it
     */
    Ending(Duration limit, String whole) {
        this.limit = limit;
        this.whole = whole;
    }

    /** Whether this thread is at one of the steps. */
    boolean isHere() {
        return RUNNING.isBound() && RUNNING.get() == this;
    }

    /** Runs a step on a thread of its own, and waits for what it gives; what has not come by the limit is interrupted and left behind. */
    void step(String name, Callable<@Nullable Object> step) {
        var task = new FutureTask<@Nullable Object>(
                () -> ScopedValue.where(RUNNING, this).call(() -> Later.await(step.call(), Duration.ZERO)));
        Thread.ofVirtual().name("rookery-shutdown-hook").start(task);
        try {
            if (limit.isZero()) {
                task.get();
            } else {
                task.get(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
            }
        } catch (TimeoutException error) {
            LOG.error(
                    "{} was not done within {}; it is interrupted, and {} goes on. See what it waits for, or raise"
                            + " ApplicationOptions.shutdownHookTimeout",
                    name,
                    limit,
                    whole);
        } catch (ExecutionException error) {
            LOG.error("{} failed; {} goes on", name, whole, causeOf(error.getCause()));
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            LOG.error("{} is not waited for, since {} was interrupted", name, whole);
        } finally {
            task.cancel(true);
        }
    }

    private static @Nullable Throwable causeOf(@Nullable Throwable error) {
        return error instanceof InvocationTargetException wrapper ? wrapper.getCause() : error;
    }

    /** Calls {@code @PreDestroy} of all, the last one first, then closes the clients among them. */
    void of(List<Made> made) {
        preDestroy(made);
        closeClients(made);
    }

    void preDestroy(List<Made> all) {
        for (var made : all.reversed()) {
            for (var method :
                    made.provided().blueprint().map(ClassBlueprint::end).orElse(List.of())) {
                step("@PreDestroy of " + made, () -> method.invoke(made.instance()));
            }
        }
    }

    void closeClients(List<Made> all) {
        for (var made : all.reversed()) {
            if (made.instance() instanceof ClientProxy client) {
                try {
                    client.close();
                } catch (RuntimeException | Error error) {
                    LOG.error("{} cannot be closed; {} goes on", made, whole, error);
                }
            }
        }
    }
}
