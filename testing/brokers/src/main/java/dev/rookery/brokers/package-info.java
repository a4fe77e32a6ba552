/** Real brokers for tests: each a process of its own, on a free port and with its own folder, that a test can stop, kill and freeze. */
@NullMarked
package dev.rookery.brokers;

import org.jspecify.annotations.NullMarked;
