package dev.rookery.transport;

import reactor.core.publisher.Mono;

/** A connection of a client's by which messages can leave, for {@link LinkOnDemand}. Safe for use by several threads; nothing blocks. */
public interface Link {

    /**
     * Whether it can send. While a driver makes a lost connection again by itself and keeps messages meanwhile, it can.
     *
     * @return false once it has ended for good
     */
    boolean isUsable();

    /**
     * Sends a request.
     *
     * @param request what is asked
     * @param reply where the replies go
     * @return the call
     * @throws dev.rookery.error.RookeryException if it cannot be sent
     */
    Call request(Outbound request, PendingReply reply);

    /**
     * Sends an event, once and when this is called.
     *
     * @param event what happened
     * @return completes when the driver has taken it
     * @throws dev.rookery.error.RookeryException if it cannot be sent
     */
    Mono<Void> emit(Outbound event);
}
