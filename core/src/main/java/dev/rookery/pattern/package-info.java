/** What a message is addressed by: patterns, their routes, and their relaxed JSON notation. */
@NullMarked
package dev.rookery.pattern;

import org.jspecify.annotations.NullMarked;
