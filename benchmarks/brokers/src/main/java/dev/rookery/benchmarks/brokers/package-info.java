/** What is measured behind brokers: our service and client, and the same by hand with each driver. */
@NullMarked
package dev.rookery.benchmarks.brokers;

import org.jspecify.annotations.NullMarked;
