package dev.rookery.mqtt;

import dev.rookery.transport.Exchange;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The exchanges that have sent a value and will send more: they end with the connection, since their callers have been told of its end. */
final class OpenStreams {
    private final Set<Exchange> open = ConcurrentHashMap.newKeySet();

    void add(Exchange exchange) {
        open.add(exchange);
    }

    void remove(Exchange exchange) {
        open.remove(exchange);
    }

    void cancel(Throwable why) {
        open.forEach(exchange -> {
            open.remove(exchange);
            exchange.cancel(why);
        });
    }
}
