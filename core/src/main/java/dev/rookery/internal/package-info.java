/** What several packages of this project share and nobody else may use. */
@NullMarked
package dev.rookery.internal;

import org.jspecify.annotations.NullMarked;
