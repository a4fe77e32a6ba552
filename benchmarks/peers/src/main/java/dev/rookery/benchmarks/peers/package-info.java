/** Services and clients of other libraries that do the same {@linkplain dev.rookery.benchmarks.process.Work work} as ours. */
@NullMarked
package dev.rookery.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
