/** A work queue with dead letters. */
@NullMarked
package dev.rookery.examples.rabbitmq;

import org.jspecify.annotations.NullMarked;
