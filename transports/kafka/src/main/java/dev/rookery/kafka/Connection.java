package dev.rookery.kafka;

import dev.rookery.error.ConnectionRefusedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What a server and a client have in common: a connection of the driver's for questions, and one for sending. */
record Connection(Admin admin, Topics topics, Producer<byte[], byte[]> producer, Publisher publisher) {

    /** Makes one. Blocks until a broker has answered; if none does, nothing is left open. */
    static Connection open(KafkaOptions options, DriverSettings settings, String clientId) {
        knock(options);
        Admin admin = null;
        Producer<byte[], byte[]> producer = null;
        try {
            admin = Admin.create(settings.admin(clientId));
            askForBrokers(options, admin);
            producer = new KafkaProducer<>(
                    settings.producer(clientId), new ByteArraySerializer(), new ByteArraySerializer());
            var topics = new Topics(options, admin, producer);
            return new Connection(admin, topics, producer, new Publisher(options, topics, producer));
        } catch (RuntimeException error) {
            if (admin != null) {
                admin.close(Duration.ZERO);
            }
            if (producer != null) {
                producer.close(Duration.ZERO);
            }
            throw error instanceof ConnectionRefusedException refused ? refused : refused(options, error);
        }
    }

    /** The driver would go on trying a port that nobody listens on, until its time is over. */
    private static void knock(KafkaOptions options) {
        var millis = Math.clamp(options.connectTimeout().toMillis(), 1, Integer.MAX_VALUE);
        IOException last = null;
        for (var broker : options.brokers()) {
            var colon = broker.lastIndexOf(':');
            var host = broker.substring(0, colon).replaceAll("[\\[\\]]", "");
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, Integer.parseInt(broker.substring(colon + 1))), millis);
                return;
            } catch (IOException error) {
                last = error;
            }
        }
        throw refused(options, last == null ? new IOException("no broker is named") : last);
    }

    private static void askForBrokers(KafkaOptions options, Admin admin) {
        try {
            admin.describeCluster().nodes().get(options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException error) {
            throw refused(options, error.getCause() == null ? error : error.getCause());
        } catch (TimeoutException error) {
            throw refused(options, error);
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            throw refused(options, error);
        }
    }

    private static ConnectionRefusedException refused(KafkaOptions options, Throwable why) {
        return new ConnectionRefusedException(
                "Cannot connect to Kafka at " + options.shownBrokers() + ": "
                        + (why.getMessage() == null ? why : why.getMessage())
                        + "; check brokers, and tls and properties where it asks for encryption or a login, and whether the broker runs",
                why);
    }

    void close(Duration grace) {
        publisher.close();
        producer.close(grace);
        admin.close(Duration.ZERO);
    }
}
