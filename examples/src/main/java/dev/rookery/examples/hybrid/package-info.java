/** One application that is called over messages and over HTTP. */
@NullMarked
package dev.rookery.examples.hybrid;

import org.jspecify.annotations.NullMarked;
