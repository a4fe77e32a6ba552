/** A service from generated classes, and its client with a generated stub. */
@NullMarked
package dev.rookery.examples.grpc.generated;

import org.jspecify.annotations.NullMarked;
