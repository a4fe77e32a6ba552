package dev.rookery.tcp;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The requests of a connection that are not answered to their end: a chain, since each message joins and leaves it. On the connection's thread. */
final class OpenReplies {
    private @Nullable ServerReply first;
    /** Read by other threads, as a rough number. */
    private volatile int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return first == null;
    }

    void add(ServerReply reply) {
        var head = first;
        reply.behind = head;
        if (head != null) {
            head.before = reply;
        }
        first = reply;
        resize(1);
    }

    void remove(ServerReply reply) {
        var before = reply.before;
        var behind = reply.behind;
        if (before == null && !reply.equals(first)) {
            return; // it has left already
        }
        if (before == null) {
            first = behind;
        } else {
            before.behind = behind;
        }
        if (behind != null) {
            behind.before = before;
        }
        reply.before = null;
        reply.behind = null;
        resize(-1);
    }

    private void resize(int change) {
        var present = size; // one thread writes
        size = present + change;
    }

    void forEach(Consumer<ServerReply> action) {
        for (var reply = first; reply != null; ) {
            var behind = reply.behind;
            action.accept(reply);
            reply = behind;
        }
    }

    void clear() {
        first = null;
        size = 0;
    }
}
