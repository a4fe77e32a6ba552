/** What several packages of core share and nobody else may use. */
@NullMarked
package dev.rookery.internal;

import org.jspecify.annotations.NullMarked;
