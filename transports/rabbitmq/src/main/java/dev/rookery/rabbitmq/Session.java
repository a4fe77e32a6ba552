package dev.rookery.rabbitmq;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection to the broker, from its beginning to its end. A channel of it that the broker closes ends all of it: nothing is half there. */
final class Session {
    private final Connection connection;
    private final io.netty.channel.Channel socket;
    private final Outbox outbox;
    private final List<Runnable> afterBurst = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Throwable> reason = new AtomicReference<>();

    /**
     * Takes over a connection.
     *
     * @param ended told once, on any thread, why it is over
     */
    Session(Dialing.Line line, IoThread thread, RmqOptions options, Consumer<Session> ended) {
        this.connection = line.connection();
        this.socket = line.socket();
        this.outbox = new Outbox(thread, socket, options.maxUnsentBytes(), () -> afterBurst.forEach(Runnable::run));
        connection.addShutdownListener(cause -> {
            reason.compareAndSet(null, cause);
            outbox.close();
            ended.accept(this);
        });
    }

    Connection connection() {
        return connection;
    }

    Outbox outbox() {
        return outbox;
    }

    /** Has something done whenever a burst of messages has been written. */
    void afterBurst(Runnable action) {
        afterBurst.add(action);
    }

    /** Opens a channel, whose end is the end of all. Blocks. */
    Channel openChannel() throws IOException {
        var channel = connection.createChannel();
        if (channel == null) {
            throw new IOException("The broker allows no further channel on this connection");
        }
        channel.addShutdownListener(cause -> {
            if (!cause.isHardError() && !cause.isInitiatedByApplication()) {
                fail(cause);
            }
        });
        return channel;
    }

    /** Opens a channel for declarations, which may fail alone. Blocks. */
    Channel openTrialChannel() throws IOException {
        var channel = connection.createChannel();
        if (channel == null) {
            throw new IOException("The broker allows no further channel on this connection");
        }
        return channel;
    }

    /** Ends it at once. Never blocks. */
    void fail(Throwable why) {
        reason.compareAndSet(null, why);
        var _ = socket.close();
    }

    /** Why it is over. */
    @Nullable Throwable reason() {
        return reason.get();
    }

    boolean isOpen() {
        return connection.isOpen() && reason.get() == null;
    }

    /** Says goodbye. Blocks; never on the connection's own thread. */
    void close(Duration limit) {
        try {
            connection.close((int) limit.toMillis());
        } catch (IOException | AlreadyClosedException gone) {
            var _ = socket.close();
        } catch (ShutdownSignalException gone) {
            var _ = socket.close();
        }
    }
}
