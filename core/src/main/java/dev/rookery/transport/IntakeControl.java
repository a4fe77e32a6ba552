package dev.rookery.transport;

/** A connection whose reading can be held. Calls alternate, beginning with {@link #pause}; any thread may call; nothing blocks. */
public interface IntakeControl {

    /** Reads no further. What is on its way may still be delivered. */
    void pause();

    /** Reads on. */
    void resume();
}
