package dev.rookery.kafka;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The polls of a thread, and the end of those that wait. The driver keeps a wake-up that finds no poll for whatever it is asked next, and fails that: so
 * none is left behind here. One thread polls; any may wake it.
 */
final class Polls {
    private static final Logger LOG = LoggerFactory.getLogger(Polls.class);

    private final Duration longest;
    // guarded by this
    private @Nullable Consumer<byte[], byte[]> polling;
    private boolean wanted;

    /** Polls wait so long where nothing comes. */
    Polls(Duration longest) {
        this.longest = longest;
    }

    /** What has come; nothing where the poll was ended, or its end was wanted since the last one. */
    ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> consumer) {
        if (!begin(consumer)) {
            return ConsumerRecords.empty();
        }
        boolean woken;
        ConsumerRecords<byte[], byte[]> records;
        try {
            records = consumer.poll(longest);
        } catch (WakeupException ended) {
            LOG.trace("Woken", ended);
            return ConsumerRecords.empty();
        } finally {
            woken = end();
        }
        if (woken) {
            takeBack(consumer);
        }
        return records;
    }

    /** Ends the poll that waits, or the one that is about to. */
    synchronized void wake() {
        var waiting = polling;
        polling = null;
        wanted = waiting == null;
        if (waiting != null) {
            waiting.wakeup();
        }
    }

    private synchronized boolean begin(Consumer<byte[], byte[]> consumer) {
        var begins = !wanted;
        wanted = false;
        polling = begins ? consumer : null;
        return begins;
    }

    /** Whether somebody woke it, or tried to. */
    private synchronized boolean end() {
        var woken = polling == null;
        polling = null;
        return woken;
    }

    /** The poll was over when it was woken. Another wake-up changes nothing where one waits, and sees to it that this poll takes no messages. */
    private static void takeBack(Consumer<byte[], byte[]> consumer) {
        try {
            consumer.wakeup();
            var _ = consumer.poll(Duration.ZERO);
        } catch (WakeupException expected) {
            LOG.trace("Took a wake-up back", expected);
        }
    }
}
