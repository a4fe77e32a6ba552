/** Guards, interceptors and filters around a handler. */
@NullMarked
package dev.rookery.examples.orders;

import org.jspecify.annotations.NullMarked;
