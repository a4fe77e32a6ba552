/** What the processes share that are measured: how a service says that it is ready, and how a client is told what to do. */
@NullMarked
package dev.rookery.benchmarks.process;

import org.jspecify.annotations.NullMarked;
