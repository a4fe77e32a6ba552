/** Tests of services: the real application on the in-memory transport, with overrides, mocks and JUnit extensions. */
@NullMarked
package dev.rookery.test;

import org.jspecify.annotations.NullMarked;
