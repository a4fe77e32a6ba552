/** What is measured on TCP: our service and client, and the same by hand. */
@NullMarked
package dev.rookery.benchmarks.tcp;

import org.jspecify.annotations.NullMarked;
