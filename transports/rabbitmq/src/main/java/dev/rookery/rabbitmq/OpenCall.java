package dev.rookery.rabbitmq;

import dev.rookery.transport.Call;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Operators;

/** A request that waits for its replies, and what the service has been told of how many it may send. Safe for use by several threads. */
final class OpenCall implements Call {
    /** So many values may come before the subscriber has asked for them. */
    private static final long AHEAD = Credits.FIRST;

    /** So many may be under way to a subscriber who asks for all. */
    private static final long MOST_UNDER_WAY = 512;

    private final RmqLink link;
    private final String id;
    private long wanted;
    private long received;
    private long granted = Credits.FIRST;
    private @Nullable String answerTo;

    OpenCall(RmqLink link, String id) {
        this.link = link;
        this.id = id;
    }

    @Override
    public void request(long replies) {
        synchronized (this) {
            wanted = Operators.addCap(wanted, replies);
        }
        grant();
    }

    /** A value came that more will follow; a service of ours says where it waits for an answer. */
    void received(@Nullable String service) {
        synchronized (this) {
            received++;
            answerTo = service;
        }
        grant();
    }

    /** How many values came that nobody has asked for. */
    synchronized long unasked() {
        return received - wanted;
    }

    private void grant() {
        String service;
        long more;
        synchronized (this) {
            service = answerTo;
            if (service == null) {
                return;
            }
            var may = Math.min(Operators.addCap(wanted, AHEAD), received + MOST_UNDER_WAY);
            more = may - granted;
            var starves = granted - received < AHEAD / 2;
            if (more < AHEAD / 2 || (!starves && more < MOST_UNDER_WAY / 4)) {
                return;
            }
            granted += more;
        }
        link.answer(service, id, Credits.more(more));
    }

    @Override
    public void cancel() {
        String service;
        synchronized (this) {
            service = answerTo;
        }
        if (link.withdraw(id) && service != null) {
            link.answer(service, id, Credits.gone());
        }
    }
}
