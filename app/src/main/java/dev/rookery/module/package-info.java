/** Modules, providers and scopes. */
@NullMarked
package dev.rookery.module;

import org.jspecify.annotations.NullMarked;
