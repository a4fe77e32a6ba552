/** What only Kafka has: keys, batches, dead letters. */
@NullMarked
package dev.rookery.examples.kafka;

import org.jspecify.annotations.NullMarked;
