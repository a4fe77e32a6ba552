/** What the first page shows: a service and a client of it. */
@NullMarked
package dev.rookery.examples.readme;

import org.jspecify.annotations.NullMarked;
