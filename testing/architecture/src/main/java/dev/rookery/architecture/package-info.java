/** The rules that hold between the modules and inside them. */
@NullMarked
package dev.rookery.architecture;

import org.jspecify.annotations.NullMarked;
