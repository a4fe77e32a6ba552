package dev.rookery.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.rookery.brokers.Broker;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** The bare driver, as another program uses it. */
final class Raw implements AutoCloseable {
    private final Connection connection;

    Raw(Broker broker) throws IOException, TimeoutException {
        var factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setAutomaticRecoveryEnabled(false);
        this.connection = factory.newConnection();
    }

    Channel open() throws IOException {
        return connection.createChannel();
    }

    void publish(String exchange, String key, String body) throws IOException {
        publish(exchange, key, body, new AMQP.BasicProperties());
    }

    void publish(String exchange, String key, String body, AMQP.BasicProperties properties) throws IOException {
        try (var channel = open()) {
            channel.confirmSelect();
            channel.basicPublish(exchange, key, properties, body.getBytes(UTF_8));
            channel.waitForConfirmsOrDie(10_000);
        } catch (TimeoutException | InterruptedException error) {
            throw new IOException(error);
        }
    }

    long count(String queue) throws IOException {
        try (var channel = open()) {
            return channel.queueDeclarePassive(queue).getMessageCount();
        } catch (TimeoutException error) {
            throw new IOException(error);
        }
    }

    GetResponse take(String queue) throws IOException {
        try (var channel = open()) {
            return channel.basicGet(queue, true);
        } catch (TimeoutException error) {
            throw new IOException(error);
        }
    }

    void declare(String queue) throws IOException {
        try (var channel = open()) {
            channel.queueDeclare(queue, true, false, false, Map.of());
        } catch (TimeoutException error) {
            throw new IOException(error);
        }
    }

    void delete(String queue) throws IOException {
        try (var channel = open()) {
            channel.queueDelete(queue);
        } catch (TimeoutException error) {
            throw new IOException(error);
        }
    }

    @Override
    public void close() {
        connection.abort();
    }
}
