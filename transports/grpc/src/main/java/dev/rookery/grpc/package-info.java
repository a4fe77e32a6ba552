/** The transport over gRPC: services from {@code .proto} files or generated classes, and clients of them. */
@NullMarked
package dev.rookery.grpc;

import org.jspecify.annotations.NullMarked;
