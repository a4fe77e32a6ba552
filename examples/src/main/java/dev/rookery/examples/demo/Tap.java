package dev.rookery.examples.demo;

import java.io.IOException;
import java.net.URI;

/** Shows what the client sends and what comes back. */
interface Tap extends AutoCloseable {
    /** Where the client has to connect to. */
    URI address();

    /** Shows what has gone since the last time, where that was not shown as it went. */
    void show();

    @Override
    void close() throws IOException;
}
