/** What holds the pages of this repository to its code. */
@NullMarked
package dev.rookery.examples.docs;

import org.jspecify.annotations.NullMarked;
