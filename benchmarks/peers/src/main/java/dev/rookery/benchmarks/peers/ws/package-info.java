/** News for all over WebSockets: our gateway, what one writes by hand on Jetty, and one client with many sockets for both. */
@NullMarked
package dev.rookery.benchmarks.peers.ws;

import org.jspecify.annotations.NullMarked;
