package dev.rookery;

import dev.rookery.UnservedHandlers.Doors;
import dev.rookery.internal.Uninterrupted;
import dev.rookery.module.Container;
import dev.rookery.pipeline.PipelineComponents;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From start to end: what happens in which order, whoever asks for it, and only once. */
final class ApplicationLife {
    private static final Logger LOG = LoggerFactory.getLogger(Rookery.class);

    /** How long an ending process waits for a start or a shutdown on another thread, beside the time that draining takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private enum State {
        CREATED,
        STARTING,
        RUNNING,
        STOPPING,
        CLOSED
    }

    private final Container container;
    private final long creationNanos;
    private final List<Listener> microservices = new CopyOnWriteArrayList<>();
    private final List<Listener> doors = new CopyOnWriteArrayList<>();
    private final ReentrantLock transition = new ReentrantLock();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ProcessLife process = new ProcessLife(this::closeAtExit);
    private PipelineComponents globals = PipelineComponents.NONE;
    private volatile State state = State.CREATED;

    ApplicationLife(Container container, long creationNanos) {
        this.container = container;
        this.creationNanos = creationNanos;
    }

    Container container() {
        return container;
    }

    // ---- before the start ----

    void add(Listener listener) {
        beforeStart("connectMicroservice", () -> microservices.add(listener));
    }

    void addDoors(List<Listener> added) {
        beforeStart("connectDoor", () -> doors.addAll(added));
    }

    void addGlobal(String method, PipelineComponents added) {
        beforeStart(method, () -> globals = globals.plus(added));
    }

    void cleanExitOnSignal() {
        beforeStart("cleanExitOnSignal", process::exitCleanly);
    }

    private void beforeStart(String method, Runnable change) {
        transition.lock();
        try {
            if (state != State.CREATED) {
                throw new IllegalStateException(method + "(…) comes too late: " + container.name()
                        + " was started or closed before. Call it first");
            }
            change.run();
        } finally {
            transition.unlock();
        }
    }

    /** In the order in which they start: what comes in by a door may need a microservice. */
    List<Listener> listeners() {
        return Stream.concat(microservices.stream(), doors.stream()).toList();
    }

    // ---- the start ----

    void start(Doors ifNone) {
        transition.lock();
        try {
            if (state != State.CREATED) {
                throw startedBefore();
            }
            bringUp(ifNone);
        } finally {
            transition.unlock();
        }
    }

    /** Opens doors, and starts the rest first if that was not done. */
    void listen(List<Listener> added) {
        transition.lock();
        try {
            switch (state) {
                case CREATED -> {
                    doors.addAll(added);
                    bringUp(Doors.OPEN);
                }
                case RUNNING -> open(added);
                case STARTING, STOPPING, CLOSED -> throw startedBefore();
            }
        } finally {
            transition.unlock();
        }
    }

    private IllegalStateException startedBefore() {
        return new IllegalStateException(
                container.name() + " was started or closed before: an application starts once, create another one");
    }

    private void bringUp(Doors ifNone) {
        state = State.STARTING;
        var began = System.nanoTime();
        try {
            process.watchForEnd();
            bind(listeners(), doors.isEmpty() ? ifNone : Doors.OPEN);
            container.initialize();
            listeners().forEach(Listener::start);
            process.stayAlive();
        } catch (RuntimeException | Error failure) {
            Uninterrupted.run(this::bringDown);
            throw failure;
        }
        state = State.RUNNING;
        LOG.info(
                "Started {} in {} ms",
                container.name(),
                Duration.ofNanos(creationNanos + System.nanoTime() - began).toMillis());
    }

    private void bind(List<Listener> added, Doors known) {
        var everywhere = container.globalComponents().plus(globals);
        added.forEach(each -> each.bind(container, everywhere));
        var servers = listeners().stream()
                .map(Listener::bound)
                .flatMap(Optional::stream)
                .toList();
        container.requireComponents(!UnservedHandlers.mayBeServedLater(servers, known));
        var listened = listeners().stream().map(Listener::transporter).toList();
        UnservedHandlers.warn(container.name(), servers, listened, known);
    }

    /** Once the rest runs, which goes on if a door does not open. */
    private void open(List<Listener> added) {
        doors.addAll(added);
        try {
            bind(added, Doors.OPEN);
            container.initialize(); // of what was made for these doors alone
            added.forEach(Listener::start);
        } catch (RuntimeException | Error failure) {
            doors.removeAll(added);
            added.forEach(listener -> step(listener::close));
            throw failure;
        }
        LOG.info("Opened {} of {}", added.getFirst().transporter(), container.name());
    }

    // ---- the end ----

    void close() {
        if (transition.isHeldByCurrentThread() || container.isInShutdownHook()) {
            closeFromHook();
            return;
        }
        transition.lock();
        try {
            closeOnce();
        } finally {
            transition.unlock();
        }
    }

    private void closeFromHook() {
        if (state == State.STARTING) {
            throw new IllegalStateException("close() was called by a hook during the start of " + container.name()
                    + ": throw an exception to stop the start");
        }
    }

    private void closeOnce() {
        if (state == State.CLOSED) {
            return;
        }
        var began = System.nanoTime();
        LOG.info("Stopping {}", container.name());
        Uninterrupted.run(this::bringDown);
        LOG.info(
                "Stopped {} in {} ms",
                container.name(),
                Duration.ofNanos(System.nanoTime() - began).toMillis());
    }

    /** The process ends. A start or a shutdown that another thread is at is waited for, but not for ever: it may be waiting for us. */
    private void closeAtExit() {
        var limit = listeners().stream()
                .map(Listener::drainTimeout)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO)
                .plus(PATIENCE);
        try {
            if (!transition.tryLock(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} is not shut down: it was still {} after {}", container.name(), state, limit);
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            closeOnce();
        } finally {
            transition.unlock();
        }
    }

    private void bringDown() {
        state = State.STOPPING;
        step(this::drainAll);
        step(() -> container.destroy(process.signal()));
        step(container::closeClients);
        listeners().forEach(listener -> step(listener::close));
        step(process::end);
        state = State.CLOSED;
        ended.countDown();
    }

    /** All at the same time, so that the time of the slowest is what it takes. */
    private void drainAll() {
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("rookery-drain-", 0).factory())) {
            listeners().forEach(listener -> threads.execute(() -> step(listener::drain)));
        }
    }

    private void step(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error error) { // with an error too, what waits for the end has to hear of it
            LOG.error("A step of the shutdown of {} failed; the rest goes on", container.name(), error);
        }
    }

    void awaitEnd() {
        if (state == State.CREATED) {
            throw new IllegalStateException(
                    container.name() + " was not started, so its end cannot be waited for: start it first");
        }
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
