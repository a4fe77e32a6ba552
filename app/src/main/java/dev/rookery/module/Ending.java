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

    Ending(Duration limit) {
        this.limit = limit;
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
                    "{} was not done within {}; it is interrupted, and the shutdown goes on. See what it waits for, or raise"
                            + " ApplicationOptions.shutdownHookTimeout",
                    name,
                    limit);
        } catch (ExecutionException error) {
            LOG.error("{} failed; the shutdown goes on", name, causeOf(error.getCause()));
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            LOG.error("{} is not waited for, since the shutdown was interrupted", name);
        } finally {
            task.cancel(true);
        }
    }

    private static @Nullable Throwable causeOf(@Nullable Throwable error) {
        return error instanceof InvocationTargetException wrapper ? wrapper.getCause() : error;
    }

    /** Calls {@code @PreDestroy} of everything that was made in a tree, the last one first, then closes the clients in it. */
    void of(InstanceTree tree) {
        var made = tree.made();
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

    static void closeClients(List<Made> all) {
        for (var made : all.reversed()) {
            if (made.instance() instanceof ClientProxy client) {
                try {
                    client.close();
                } catch (RuntimeException error) {
                    LOG.error("{} cannot be closed; the shutdown goes on", made, error);
                }
            }
        }
    }
}
