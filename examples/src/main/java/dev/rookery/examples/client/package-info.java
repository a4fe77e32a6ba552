/** A client in a module, and a contract. */
@NullMarked
package dev.rookery.examples.client;

import org.jspecify.annotations.NullMarked;
