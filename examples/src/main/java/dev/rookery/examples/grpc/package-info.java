/** A service from a {@code .proto} file alone, and its client. */
@NullMarked
package dev.rookery.examples.grpc;

import org.jspecify.annotations.NullMarked;
