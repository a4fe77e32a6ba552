/** gRPC over HTTP/2, with messages and stubs that are generated from {@code bench.proto}. */
@NullMarked
package dev.rookery.benchmarks.peers.grpc;

import org.jspecify.annotations.NullMarked;
