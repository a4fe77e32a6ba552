/** What holds for the options of all transports and doors: how mistakes are told, what they are called, what the docs say of them. */
@NullMarked
package dev.rookery.architecture.options;

import org.jspecify.annotations.NullMarked;
