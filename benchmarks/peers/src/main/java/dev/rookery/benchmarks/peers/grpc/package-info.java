/** gRPC over HTTP/2: messages and stubs that are generated from {@code bench.proto}, and our own service of the same file. */
@NullMarked
package dev.rookery.benchmarks.peers.grpc;

import org.jspecify.annotations.NullMarked;
