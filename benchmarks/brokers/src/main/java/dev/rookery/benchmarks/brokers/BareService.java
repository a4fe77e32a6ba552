package dev.rookery.benchmarks.brokers;

import java.util.function.Consumer;

/** Where a hand-written service answers: on the driver's thread, or on a virtual thread a message. */
record BareService(boolean virtual) {

    /**
     * Answers a request.
     *
     * @param request its bytes
     * @param reply where the answer goes
     */
    void answer(byte[] request, Consumer<byte[]> reply) {
        if (virtual) {
            Thread.startVirtualThread(() -> reply.accept(Packets.answer(request)));
        } else {
            reply.accept(Packets.answer(request));
        }
    }
}
