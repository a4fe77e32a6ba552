package dev.rookery.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import dev.rookery.error.StartException;
import dev.rookery.transport.Route;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

/** Declares queues, exchanges and bindings. What the broker refuses is an error that shows both sides. Everything blocks. */
final class Declarations {
    private final RmqOptions options;
    private final Session session;

    Declarations(RmqOptions options, Session session) {
        this.options = options;
        this.session = session;
    }

    /** A declaration. */
    private interface Step<T> {
        T run(Channel channel) throws IOException;
    }

    /** What a server needs; the queue to consume. */
    String forServer(Collection<Route> routes) throws IOException {
        for (var exchange : options.topology().exchanges()) {
            declare(exchange);
        }
        for (var queue : options.topology().queues()) {
            var _ = declare(queue.name(), queue.options());
        }
        for (var binding : options.topology().bindings()) {
            bind(binding.queue(), binding.exchange(), binding.routingKey(), binding.arguments());
        }
        if (!options.assertTopology() && !options.queue().isEmpty()) {
            requireQueue();
        }
        var queue = options.assertTopology() || options.queue().isEmpty()
                ? declare(options.queue(), options.effectiveQueueOptions())
                : options.queue();
        if (!options.exchangeName().isEmpty()) {
            declareExchange();
            bindQueue(queue, routes);
        }
        return queue;
    }

    /** What a client publishes to. */
    void forClient() throws IOException {
        if (options.publishesByPattern() || options.queue().isEmpty()) {
            declareExchange();
        } else if (options.assertTopology()) {
            var _ = declare(options.queue(), options.effectiveQueueOptions());
        }
    }

    private void declareExchange() throws IOException {
        if (options.assertTopology()) {
            declare(new RmqTopology.Exchange(
                    options.exchangeName(), options.exchangeType(), true, false, options.exchangeArguments()));
        }
    }

    private void bindQueue(String queue, Collection<Route> routes) throws IOException {
        if (options.wildcards()) {
            for (var route : routes) {
                RmqNames.checkBinding(route.address());
                bind(queue, options.exchangeName(), route.address(), options.bindingArguments());
            }
        } else {
            bind(queue, options.exchangeName(), options.routingKey(), options.bindingArguments());
        }
    }

    private void requireQueue() throws IOException {
        var _ = step(
                "The queue " + options.queue()
                        + " is not there, and assertTopology is off: declare it, or turn that on",
                channel -> channel.queueDeclarePassive(options.queue()));
    }

    private void declare(RmqTopology.Exchange exchange) throws IOException {
        var _ = step(
                "RabbitMQ refuses the exchange " + exchange.name() + " as it is declared here: " + exchange.type()
                        + ", durable=" + exchange.durable() + ", autoDelete=" + exchange.autoDelete() + ", arguments="
                        + new TreeMap<>(exchange.arguments()) + ": declare it as it is, or delete it first",
                channel -> channel.exchangeDeclare(
                        exchange.name(),
                        exchange.type(),
                        exchange.durable(),
                        exchange.autoDelete(),
                        exchange.arguments()));
    }

    private String declare(String name, RmqQueueOptions queue) throws IOException {
        return step(
                        "RabbitMQ refuses the queue " + name + " as it is declared here: durable=" + queue.durable()
                                + ", exclusive=" + queue.exclusive() + ", autoDelete=" + queue.autoDelete()
                                + ", arguments="
                                + new TreeMap<>(queue.arguments())
                                + ": declare it as it is, delete it first, or set assertTopology to false",
                        channel -> channel.queueDeclare(
                                name, queue.durable(), queue.exclusive(), queue.autoDelete(), queue.arguments()))
                .getQueue();
    }

    private void bind(String queue, String exchange, String key, Map<String, Object> arguments) throws IOException {
        var _ = step(
                "RabbitMQ refuses to bind the queue " + queue + " to the exchange " + exchange + " by the key " + key,
                channel -> channel.queueBind(queue, exchange, key, arguments));
    }

    /** Each has a channel of its own, which a refusal closes. */
    private <T> T step(String refusal, Step<T> step) throws IOException {
        var channel = session.openTrialChannel();
        T done;
        try {
            done = step.run(channel);
        } catch (IOException | ShutdownSignalException error) {
            if (isRefusal(error)) {
                throw new StartException(refusal + " (RabbitMQ says: " + Failures.text(error) + ")", error);
            }
            throw error;
        }
        try {
            channel.close();
        } catch (TimeoutException late) {
            throw new IOException(late);
        }
        return done;
    }

    private static boolean isRefusal(Throwable error) {
        return switch (Failures.replyCode(error)) {
            case AMQP.PRECONDITION_FAILED,
                    AMQP.NOT_FOUND,
                    AMQP.ACCESS_REFUSED,
                    AMQP.NOT_ALLOWED,
                    AMQP.COMMAND_INVALID,
                    AMQP.NOT_IMPLEMENTED -> true;
            default -> false; // an exclusive queue of a connection that has not ended yet is soon free
        };
    }
}
