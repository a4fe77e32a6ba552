package dev.rookery.codec;

import org.jspecify.annotations.Nullable;

/**
 * What a client of a WebSocket gateway sent, {@code {"event":…,"data":…}}.
 *
 * @param name the event; null if there is none, or if it is no text
 * @param data the payload; absent if there is none
 */
public record IncomingEvent(@Nullable String name, Body data) {}
