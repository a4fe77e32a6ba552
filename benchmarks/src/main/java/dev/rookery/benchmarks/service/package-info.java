/** The services that are put under load. */
@NullMarked
package dev.rookery.benchmarks.service;

import org.jspecify.annotations.NullMarked;
