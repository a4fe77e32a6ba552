package dev.rookery;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** An application's part in its process: keeps it alive, and hears when it ends. Used under the lock of the application. */
final class ProcessLife {
    private final Runnable atExit;
    private final CountDownLatch done = new CountDownLatch(1);
    private final EndSignals signals = new EndSignals();
    private boolean exitCleanly;
    private @Nullable Thread hook;

    ProcessLife(Runnable atExit) {
        this.atExit = atExit;
    }

    void exitCleanly() {
        exitCleanly = true;
    }

    /** The name of the signal that ends the process, if one does and the JVM lets it be known. */
    @Nullable String signal() {
        return signals.heard();
    }

    /** From now on an ending process shuts the application down first. */
    void watchForEnd() {
        var thread = Thread.ofPlatform().name("rookery-shutdown").unstarted(atExit);
        Runtime.getRuntime().addShutdownHook(thread);
        hook = thread;
        signals.takeOver(exitCleanly);
    }

    /** The threads of transports and handlers are daemons; one that is none keeps the process from ending with {@code main}. */
    void stayAlive() {
        Thread.ofPlatform().daemon(false).name("rookery-keep-alive").start(() -> {
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    void end() {
        done.countDown();
        signals.giveBack();
        var registered = hook;
        if (registered != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(registered);
            } catch (IllegalStateException e) {
                hook = null; // the process is ending already, and the hook may be what runs this
                return;
            }
            hook = null;
        }
    }
}
