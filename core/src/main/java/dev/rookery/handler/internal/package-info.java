/** How annotated methods are found, bound and called. Not for users: it may change with any release. */
@NullMarked
package dev.rookery.handler.internal;

import org.jspecify.annotations.NullMarked;
