/** The transport that speaks to Nest, and to other services of Rookery, over Kafka. */
@NullMarked
package dev.rookery.kafka;

import org.jspecify.annotations.NullMarked;
