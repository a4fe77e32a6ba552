/** HTTP and WebSocket as doors to the pipeline: {@code app.listen(HttpDoor.port(3000))}. */
@NullMarked
package dev.rookery.web;

import org.jspecify.annotations.NullMarked;
