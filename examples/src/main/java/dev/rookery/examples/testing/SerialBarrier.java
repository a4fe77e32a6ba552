package dev.rookery.examples.testing;

/** Stands for a driver of real hardware, which a test has not. */
final class SerialBarrier implements Barrier {
    @Override
    public void open(String plate) {
        throw new IllegalStateException("no barrier is connected, so " + plate + " cannot leave");
    }
}
