/** Nest's frames and JSON on Vert.x' sockets, as somebody writes them by hand who has Vert.x. */
@NullMarked
package dev.rookery.benchmarks.peers.vertx;

import org.jspecify.annotations.NullMarked;
