package dev.rookery.web;

import dev.rookery.internal.DeadlineSweeper;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Whether the next frame of a socket is asked for, and since when nothing has come of it. None is asked for before the connection is accepted, while too much
 * waits for the client, and while the service has enough to do. Safe for use by several threads; never blocks.
 */
final class SocketReading {
    private final IntakeGate gate;
    private final BooleanSupplier full;
    private final Runnable ask;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean held = new AtomicBoolean();
    /** Whether it is this side that does not read, whatever the client does. */
    private volatile boolean paused = true;

    private volatile long lastHeard = DeadlineSweeper.now();

    /**
     * Begins without asking.
     *
     * @param gate what holds back while the service has enough to do
     * @param full whether too much waits for the client
     * @param ask asks for one frame
     */
    SocketReading(IntakeGate gate, BooleanSupplier full, Runnable ask) {
        this.gate = gate;
        this.full = full;
        this.ask = ask;
    }

    /** A frame has come. */
    void heard() {
        asked.set(false);
        lastHeard = DeadlineSweeper.now();
    }

    /** What has come was dealt with: asks for the next frame, as soon as there is room for what it may be answered with. */
    void readOn() {
        if (full.getAsBoolean()) {
            held.set(true);
            if (full.getAsBoolean() || !held.compareAndSet(true, false)) {
                return;
            }
        }
        pass();
    }

    /** There is room again. */
    void wake() {
        if (held.get() && held.compareAndSet(true, false)) {
            pass();
        }
    }

    private void pass() {
        paused = true;
        gate.pass(this::readNow);
    }

    /** Asks for the next frame in any case. */
    void readNow() {
        if (asked.compareAndSet(false, true)) {
            lastHeard = DeadlineSweeper.now(); // who was not read could not be heard
            paused = false;
            ask.run();
        } else {
            paused = false;
        }
    }

    /** When a frame came, or could have come first. */
    long lastHeard() {
        return lastHeard;
    }

    /**
     * When the client gave the last sign of life. It owes none while this side does not read; but of who is not read since too much waits for it, that it takes
     * something is one.
     *
     * @param now the time
     * @param lastTaken when it took something
     */
    long lastSign(long now, long lastTaken) {
        if (held.get()) {
            return Math.max(lastHeard, lastTaken);
        }
        return paused ? now : lastHeard;
    }
}
