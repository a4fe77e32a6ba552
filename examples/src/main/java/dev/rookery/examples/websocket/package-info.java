/** WebSocket clients that watch orders. */
@NullMarked
package dev.rookery.examples.websocket;

import org.jspecify.annotations.NullMarked;
