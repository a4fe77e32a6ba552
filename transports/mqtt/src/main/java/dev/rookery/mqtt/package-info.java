/** The transport by MQTT 3.1.1 and 5, with Nest's packets and topics. */
@NullMarked
package dev.rookery.mqtt;

import org.jspecify.annotations.NullMarked;
