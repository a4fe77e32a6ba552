/** Guards that read annotations, composed annotations, parameters of one's own, interceptors, filters and a hook. */
@NullMarked
package dev.rookery.examples.pipeline;

import org.jspecify.annotations.NullMarked;
