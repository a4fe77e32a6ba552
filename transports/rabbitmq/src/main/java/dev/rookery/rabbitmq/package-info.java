/** The transport by RabbitMQ (AMQP 0-9-1), with Nest's packets and queues. */
@NullMarked
package dev.rookery.rabbitmq;

import org.jspecify.annotations.NullMarked;
