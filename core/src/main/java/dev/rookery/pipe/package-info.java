/** Pipes for values that come as text: each an annotation that holds its options, as {@code @ParseInt int page}. */
@NullMarked
package dev.rookery.pipe;

import org.jspecify.annotations.NullMarked;
