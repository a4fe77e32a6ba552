/** HTTP in front of a microservice. */
@NullMarked
package dev.rookery.examples.http;

import org.jspecify.annotations.NullMarked;
