/** The annotations that turn a method into a handler and say what runs around it. */
@NullMarked
package dev.rookery.annotation;

import org.jspecify.annotations.NullMarked;
