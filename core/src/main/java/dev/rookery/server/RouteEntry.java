package dev.rookery.server;

import dev.rookery.handler.internal.BoundHandler;
import dev.rookery.transport.Route;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A route with its handlers: at most one for requests, any number for events. */
record RouteEntry(
        String address, boolean isWildcard, @Nullable BoundHandler message, List<BoundHandler> events)
        implements Route {
    RouteEntry {
        events = List.copyOf(events);
    }

    RouteEntry withMessage(BoundHandler handler) {
        return new RouteEntry(address, isWildcard, handler, events);
    }

    RouteEntry withEvent(BoundHandler handler) {
        return new RouteEntry(
                address,
                isWildcard,
                message,
                Stream.concat(events.stream(), Stream.of(handler)).toList());
    }

    @Override
    public boolean hasMessageHandler() {
        return message != null;
    }

    @Override
    public boolean hasEventHandler() {
        return !events.isEmpty();
    }

    @Override
    public boolean hasManyReplies() {
        return message != null && message.returnKind().isMany();
    }

    /** Who takes a message: a request goes to the request handler, else to the event handlers; an event the other way round. */
    List<BoundHandler> takers(boolean event) {
        if (message == null) {
            return events;
        }
        return event && !events.isEmpty() ? events : List.of(message);
    }

    @Override
    public <A extends Annotation> Optional<A> annotation(Class<A> type) {
        return Stream.concat(Stream.ofNullable(message), events.stream())
                .flatMap(handler -> handler.annotations().nearest(type).stream())
                .findFirst();
    }
}
