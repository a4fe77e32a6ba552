package dev.rookery.mqtt;

import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import dev.rookery.error.BusyException;
import dev.rookery.error.ClientClosedException;
import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.error.RookeryException;
import dev.rookery.transport.ConnectionLog;
import dev.rookery.transport.Reconnector;
import dev.rookery.transport.Signals;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;

/**
 * A server's or client's connection to the broker, which is made again when it is lost. What it tells, it tells on its own thread. It makes
 * connections again by itself instead of leaving that to the driver, so that a call can hurry it, and so that a subscription that is refused is seen.
 */
final class Connection implements Reconnector.Connecting<Driver> {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    /** Whose connection it is. */
    interface Owner {
        /**
         * There is a connection.
         *
         * @param sessionPresent whether the broker still has the subscriptions
         * @return completes when the connection is of use
         */
        CompletableFuture<?> connected(boolean sessionPresent);

        void lost(ConnectionLostException why);

        void arrived(Arrival message);
    }

    private final MqttOptions options;
    private final Owner owner;
    private final IoThreads threads;
    private final Driver driver;
    private final Reconnector<Driver> reconnector;
    private final boolean settled;
    private final Signals signals = new Signals(MqttStatus.DISCONNECTED);
    private final AtomicLong unsent = new AtomicLong();
    private final InetSocketAddress address;
    private final ReentrantLock lock = new ReentrantLock();
    // guarded by the lock
    private @Nullable Disposable intake;
    // of the connection's thread: fails when the connection that was made last is lost
    private CompletableFuture<Object> loss = new CompletableFuture<>();

    /**
     * Makes one that is not connected.
     *
     * @param role server or client
     * @param settled whether the owner acknowledges what arrives; else it is acknowledged when it has arrived
     */
    Connection(MqttOptions options, DriverCustomizers customizers, Owner owner, String role, boolean settled) {
        this.options = options;
        this.owner = owner;
        this.settled = settled;
        this.address = InetSocketAddress.createUnresolved(options.host(), options.port());
        this.threads = new IoThreads(role, !role.equals("server"));
        var settings = new DriverSettings(options, threads, this::disconnected);
        this.driver = options.version() == MqttVersion.V5
                ? new Mqtt5Driver(settings, customizers)
                : new Mqtt3Driver(settings, customizers);
        var place = "the MQTT broker at " + options.host() + ":" + options.port();
        this.reconnector = new Reconnector<>(place, options.backoff(), new ConnectionLog(LOG, role), this);
    }

    Signals signals() {
        return signals;
    }

    Driver driver() {
        return driver;
    }

    IoThreads threads() {
        return threads;
    }

    // ---- connecting ----

    /** Connects, unless it is connected; whoever comes meanwhile joins. Fails as soon as one attempt has failed. */
    CompletableFuture<Driver> connect() {
        return reconnector.connect();
    }

    @Override
    public CompletionStage<Driver> open(boolean again) {
        var opening = new CompletableFuture<Driver>();
        onOwnThread(opening, () -> {
            hear(); // what the broker has kept comes as soon as there is a connection
            if (again) {
                signals.event(MqttEvent.RECONNECT, address);
            }
            var _ = driver.connect(again)
                    .thenCompose(this::connected)
                    .whenComplete((ready, error) -> opened(opening, error));
        });
        return opening;
    }

    private CompletableFuture<?> connected(boolean sessionPresent) {
        if (!sessionPresent) {
            hear(); // the driver has just ended the session that it had, and with it whoever listened
        }
        loss = new CompletableFuture<>();
        return CompletableFuture.anyOf(owner.connected(sessionPresent), loss);
    }

    private void opened(CompletableFuture<Driver> opening, @Nullable Throwable error) {
        if (error == null) {
            onOwnThread(opening, () -> opening.complete(driver));
            return;
        }
        var why = Failures.notConnected(options, error);
        // The connection itself may be there, if it was of no use; the driver does not mind if it is not.
        var _ = driver.disconnect()
                .whenComplete((done, notConnected) -> onOwnThread(opening, () -> opening.completeExceptionally(why)));
    }

    private void onOwnThread(CompletableFuture<Driver> opening, Runnable task) {
        if (!threads.execute(task)) {
            opening.completeExceptionally(wasClosed());
        }
    }

    private static ClientClosedException wasClosed() {
        return new ClientClosedException("The MQTT connection was closed");
    }

    /**
     * Listens to all that comes, anew: whether the driver still tells who listened before cannot be seen, since it says that a session has ended only
     * once all is acknowledged that came by it. What came before can be acknowledged nevertheless.
     */
    private void hear() {
        lock.lock();
        try {
            endHearing();
            intake = driver.hear(settled, owner::arrived);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isOpen(Driver connected) {
        return connected.isConnected();
    }

    @Override
    public void discard(Driver connected) {
        var _ = connected.disconnect();
    }

    @Override
    public void up(Driver connected) {
        signals.event(MqttEvent.CONNECT, address);
        signals.status(MqttStatus.CONNECTED);
    }

    @Override
    public void failed(RookeryException why) {
        signals.event(MqttEvent.ERROR, why);
    }

    @Override
    public void later(Duration wait, Runnable attempt) {
        threads.schedule(wait, attempt);
    }

    /** The driver tells of each connection that ended, and of each that was not made; of the latter we hear elsewhere. */
    private void disconnected(MqttClientDisconnectedContext context) {
        var cause = context.getCause();
        var why = new ConnectionLostException(
                "The connection to the MQTT broker at " + options.host() + ":" + options.port() + " was lost: "
                        + Failures.text(cause),
                cause);
        // On a session that is kept the driver leaves a subscription open for the next connection, and tells nobody.
        loss.completeExceptionally(why);
        if (reconnector.current().isEmpty()) {
            return;
        }
        if (cause instanceof Mqtt5DisconnectException && context.getSource() == MqttDisconnectSource.SERVER) {
            signals.event(MqttEvent.DISCONNECT, cause);
        }
        reconnector.lost(driver, why);
    }

    @Override
    public void down(Driver connected, ConnectionLostException why, boolean ended) {
        signals.event(MqttEvent.CLOSE, address);
        if (!ended) {
            signals.event(MqttEvent.OFFLINE, address);
            signals.status(MqttStatus.RECONNECTING);
        }
        owner.lost(why);
    }

    // ---- sending ----

    /**
     * Sends a message, within the bound on what waits for the broker.
     *
     * @throws BusyException if too much waits already
     * @throws InvalidOptionException if a property is none that can be sent
     */
    CompletableFuture<Driver.Sent> publish(Publication message) {
        var size = message.payload().size() + message.topic().length();
        if (unsent.addAndGet(size) > options.maxUnsentBytes() && unsent.get() > size) {
            unsent.addAndGet(-size);
            throw new BusyException("The MQTT broker does not take messages as fast as they come: " + unsent.get()
                    + " bytes wait; send less at a time, or raise maxUnsentBytes");
        }
        try {
            return driver.publish(message).whenComplete((sent, error) -> unsent.addAndGet(-size));
        } catch (IllegalArgumentException refused) {
            unsent.addAndGet(-size);
            throw Failures.unfit(message, refused);
        }
    }

    // ---- the end ----

    /** Sends what there is, as far as that can be done in time, then closes. Waits for that, unless it is on the connection's own thread. */
    void close(Duration grace) {
        if (!threads.isCurrentThread()) {
            awaitSent(System.nanoTime() + grace.toNanos());
        }
        reconnector.close(wasClosed());
        sayGoodbye();
        endHearing();
        threads.close();
        signals.event(MqttEvent.END, address);
        signals.status(MqttStatus.CLOSED);
    }

    private void endHearing() {
        lock.lock();
        try {
            if (intake != null) {
                intake.dispose();
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitSent(long deadline) {
        while (unsent.get() > 0 && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private void sayGoodbye() {
        var farewell = driver.disconnect();
        if (threads.isCurrentThread()) {
            return;
        }
        try {
            farewell.get(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException notConnected) {
            LOG.debug("Closed without a farewell: {}", Failures.text(notConnected));
        }
    }
}
