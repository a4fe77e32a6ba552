/** What the page on TCP shows. */
@NullMarked
package dev.rookery.examples.tcp;

import org.jspecify.annotations.NullMarked;
