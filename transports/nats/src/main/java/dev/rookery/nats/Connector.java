package dev.rookery.nats;

import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.internal.Reasons;
import dev.rookery.transport.Backoff;
import dev.rookery.transport.Tls;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens connections of the driver's. */
final class Connector {
    /** Room for the driver's own messages beside ours, so that those never wait for a place. */
    private static final int SPARE_PLACES = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(Connector.class);

    private final NatsOptions options;
    private final NatsThreads threads;

    Connector(NatsOptions options, NatsThreads threads) {
        this.options = options;
        this.threads = threads;
    }

    /** Blocks. */
    Connection open(DriverEvents events) {
        try {
            var connection = Nats.connect(driverOptions(events));
            threads.whenBroken(error -> mend(connection, error));
            return connection;
        } catch (AuthenticationException refused) {
            throw new ConnectionRefusedException(
                    "Cannot connect to NATS at " + options.shownServers() + ": it refuses the login ("
                            + refused.getMessage() + "); check user, password, token or credentials",
                    refused);
        } catch (IOException error) {
            throw new ConnectionRefusedException(
                    "Cannot connect to NATS at " + options.shownServers() + ": " + reason(events)
                            + "; check servers, and whether the broker runs",
                    error);
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            throw new ConnectionRefusedException("Interrupted while connecting to NATS", error);
        }
    }

    /** At a header that is not ASCII, as Nest sends them, the driver's thread that reads ends without a word, and nothing would come any more. */
    private static void mend(Connection connection, Throwable error) {
        if (!(error instanceof RuntimeException || error instanceof Error)
                || connection.getStatus() != Connection.Status.CONNECTED) {
            return; // an attempt to connect, of which the driver tells by itself
        }
        LOG.warn("The NATS driver could not read a message, which is lost: {}; connecting again", Reasons.of(error));
        Thread.ofVirtual().name("rookery-nats-mend").start(() -> {
            try {
                connection.forceReconnect();
            } catch (IOException | InterruptedException | RuntimeException failed) {
                LOG.warn("The connection to NATS was not made again: {}", Reasons.of(failed));
            }
        });
    }

    /** The driver tells on another thread why it failed. */
    private String reason(DriverEvents events) {
        try {
            threads.awaitCallbacks();
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
        }
        return events.lastFailure();
    }

    private Options driverOptions(DriverEvents events) {
        var builder = new Options.Builder()
                .servers(options.servers().toArray(String[]::new))
                .inboxPrefix(options.inboxPrefix())
                .connectionTimeout(options.connectTimeout())
                .pingInterval(options.pingInterval())
                .maxPingsOut(options.maxPingsOut())
                .maxReconnects(
                        options.maxReconnectAttempts() == Integer.MAX_VALUE ? -1 : options.maxReconnectAttempts())
                .reconnectDelayHandler(rounds -> wait(options.backoff(), rounds))
                .maxMessagesInOutgoingQueue(options.maxWaitingMessages() + SPARE_PLACES)
                .supportUTF8Subjects();
        identify(builder);
        threads.use(builder);
        var changed = options.driver().apply(builder).build();
        events.alsoTell(changed);
        return new Options.Builder(changed)
                .connectionListener(events)
                .errorListener(events)
                .build();
    }

    private static Duration wait(Backoff backoff, long rounds) {
        return backoff.delay((int) Math.min(rounds, Integer.MAX_VALUE));
    }

    private void identify(Options.Builder builder) {
        if (options.connectionName() != null) {
            builder.connectionName(options.connectionName());
        }
        if (options.username() != null) {
            var password = options.password() == null ? "" : options.password();
            builder.userInfo(options.username().toCharArray(), password.toCharArray());
        }
        if (options.token() != null) {
            builder.token(options.token().toCharArray());
        }
        if (options.credentialsFile() != null) {
            builder.credentialPath(options.credentialsFile().toString());
        }
        if (options.noEcho()) {
            builder.noEcho();
        }
        var tls = options.tls();
        if (tls != null || options.servers().stream().anyMatch(Connector::isEncrypted)) {
            encrypt(builder, tls == null ? Tls.builder().build() : tls);
        }
    }

    private static boolean isEncrypted(String server) {
        return server.startsWith("tls:") || server.startsWith("wss:");
    }

    private static void encrypt(Options.Builder builder, Tls tls) {
        if (tls.verifyHostname()) {
            // In its other modes the driver looks the host up by itself, and then knows only the address, which is not
            // what certificates name.
            builder.sslContext(HostChecking.of(tls.newContext()))
                    .hostnameResolveMode(Options.HostnameResolveMode.HappyEyeballs);
        } else {
            builder.sslContext(tls.newContext());
        }
    }

    /**
     * Subscribes, and waits until NATS has read that. Blocks.
     *
     * @return what NATS says where it refuses it
     * @throws ConnectionRefusedException if it says nothing, since the connection is lost or hangs
     */
    Optional<String> refusal(Connection connection, Runnable subscribing) {
        connection.clearLastError(); // another server may have refused the login before this one took it
        try {
            subscribing.run();
        } catch (IllegalStateException closed) {
            throw unanswered(closed);
        }
        if (!settle(connection, options.connectTimeout())) {
            throw unanswered(null);
        }
        return Optional.ofNullable(connection.getLastError());
    }

    private ConnectionRefusedException unanswered(@Nullable IllegalStateException closed) {
        var text = "Cannot connect to NATS at " + options.shownServers()
                + ": it does not answer to subscriptions; check servers, and whether the broker runs";
        return closed == null ? new ConnectionRefusedException(text) : new ConnectionRefusedException(text, closed);
    }

    /** Waits until NATS has read all that was sent before, and has refused what it refuses. Blocks. */
    private static boolean settle(Connection connection, Duration limit) {
        try {
            connection.flush(limit);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sends what is still to be sent, and closes. Blocks. */
    static void close(Connection connection, Duration grace) {
        try {
            if (grace.isPositive() && connection.getStatus() == Connection.Status.CONNECTED) {
                settle(connection, grace);
            }
            connection.close();
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
        }
    }
}
