/** Orders over HTTP/1.1: our controller, what one writes by hand on Jetty, and one client for all. */
@NullMarked
package dev.rookery.benchmarks.peers.http;

import org.jspecify.annotations.NullMarked;
