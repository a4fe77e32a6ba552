/** A service: a request, a stream and an event. */
@NullMarked
package dev.rookery.examples.service;

import org.jspecify.annotations.NullMarked;
