/** The transport that frames JSON over TCP, as Nest does. */
@NullMarked
package dev.rookery.tcp;

import org.jspecify.annotations.NullMarked;
