package dev.rookery.brokers;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * A broker that tests can use, and mistreat. Made by {@link NatsBroker}, {@link RedisBroker}, {@link MosquittoBroker}, {@link RabbitBroker} and
 * {@link KafkaBroker}; it listens on the loopback interface and is ready when it is made. Its process ends with {@link #close()}, and at the latest
 * with the JVM.
 *
 * <p>A broker that an environment variable named by its address is somebody else's: whatever would stop or freeze it aborts the test, which
 * then counts as skipped.
 *
 * <p>Used by one thread at a time.
 */
public interface Broker extends AutoCloseable {

    /**
     * Where it listens. The port stays the same over stops and starts.
     *
     * @return the port
     */
    int port();

    /**
     * Where it listens.
     *
     * @return host and port
     */
    InetSocketAddress address();

    /**
     * Where it listens, as its clients write it: {@code nats://127.0.0.1:4222}, {@code redis://…}, {@code mqtt://…}, {@code amqp://…}, or
     * with TLS {@code tls://…}, {@code rediss://…}, {@code mqtts://…}, {@code amqps://…}.
     *
     * @return the address with its scheme, without user and password
     */
    String url();

    /**
     * Its data, configuration and log. Kept over stops and starts, deleted by {@link #close()}.
     *
     * @return a folder of its own
     */
    Path folder();

    /**
     * What it has logged, for messages of assertions.
     *
     * @return the last lines
     */
    String log();

    /** Starts it on the same port, with the same data. Blocks until it is ready; does nothing while it runs. */
    void start();

    /** Ends it as an administrator would (SIGTERM). Blocks until it has ended; does nothing once it has. */
    void stop();

    /** Ends it at once (SIGKILL). Blocks until it has ended; does nothing once it has. */
    void kill();

    /** {@link #stop()}, then {@link #start()}. */
    default void restart() {
        stop();
        start();
    }

    /**
     * Lets it hang with its connections open (SIGSTOP): it takes nothing and answers nothing. On Linux blocks until that is so, which on a busy machine
     * is later than the signal.
     */
    void freeze();

    /** Ends what {@link #freeze()} began (SIGCONT). */
    void thaw();

    /**
     * Whether its process is there, frozen or not.
     *
     * @return true between a start and its end
     */
    boolean isRunning();

    /** Ends it at once and deletes its folder. Blocks for a moment; does nothing the second time. */
    @Override
    void close();
}
