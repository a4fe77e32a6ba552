package dev.rookery.transport;

import dev.rookery.codec.PacketCodec;

/** What core does for a {@link TransportClient}: packets, correlation, deadlines. Safe for use by several threads. */
public interface ClientRuntime {

    /**
     * Reads and writes packets.
     *
     * @return the codec of this client
     */
    PacketCodec codec();

    /**
     * Makes the correlation of a connection whose reading can be paused while a subscriber is slow.
     *
     * @param intake pauses and resumes the connection
     * @return a correlation with nobody waiting
     */
    Correlation newCorrelation(IntakeControl intake);

    /**
     * Makes the correlation of a connection that cannot pause: a subscriber whose buffer is full gets an error at once.
     *
     * @return a correlation with nobody waiting
     */
    Correlation newCorrelation();
}
