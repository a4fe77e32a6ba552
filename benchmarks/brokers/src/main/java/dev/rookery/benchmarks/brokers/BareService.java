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
        run(() -> reply.accept(Packets.answer(request)));
    }

    /** Does what is to be done with a message. */
    void run(Runnable work) {
        if (virtual) {
            Thread.startVirtualThread(work);
        } else {
            work.run();
        }
    }
}
