/** From an annotated method to a handler: discovery, argument resolvers, invocation. */
@NullMarked
package dev.rookery.handler;

import org.jspecify.annotations.NullMarked;
