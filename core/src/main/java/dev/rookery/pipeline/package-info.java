/** What runs around a handler: guards, interceptors, pipes and exception filters. */
@NullMarked
package dev.rookery.pipeline;

import org.jspecify.annotations.NullMarked;
