/** Types that the tests read. */
@NullMarked
package dev.rookery.architecture.sample;

import org.jspecify.annotations.NullMarked;
