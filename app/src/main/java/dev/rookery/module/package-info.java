/** Modules, what they provide, and its life cycle. */
@NullMarked
package dev.rookery.module;

import org.jspecify.annotations.NullMarked;
