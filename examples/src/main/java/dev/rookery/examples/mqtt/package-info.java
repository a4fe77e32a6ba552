/** What only MQTT has. */
@NullMarked
package dev.rookery.examples.mqtt;

import org.jspecify.annotations.NullMarked;
