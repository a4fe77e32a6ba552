/** RSocket over TCP: request-response and request-stream, with JSON, which Rookery carries too. */
@NullMarked
package dev.rookery.benchmarks.peers.rsocket;

import org.jspecify.annotations.NullMarked;
