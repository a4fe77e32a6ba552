/** Our service and our client as they are measured, without a transport. */
@NullMarked
package dev.rookery.benchmarks.rookery;

import org.jspecify.annotations.NullMarked;
