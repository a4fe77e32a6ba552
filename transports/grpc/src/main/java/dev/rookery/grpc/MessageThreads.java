package dev.rookery.grpc;

import dev.rookery.pipeline.CurrentMessage;
import java.util.concurrent.Executor;

/** Virtual threads that know whose message they work for, as that of the handler does. */
final class MessageThreads {
    private MessageThreads() {}

    /** Starts a thread for each task, all for the message that the calling thread handles, if it handles one. */
    static Executor named(String name) {
        var threads = Thread.ofVirtual().name(name).factory();
        if (!CurrentMessage.SCOPE.isBound()) {
            return task -> threads.newThread(task).start();
        }
        var current = CurrentMessage.SCOPE.get();
        return task -> threads.newThread(
                        () -> ScopedValue.where(CurrentMessage.SCOPE, current).run(task))
                .start();
    }
}
