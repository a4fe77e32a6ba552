package dev.rookery.web;

import dev.rookery.error.HandlerDefinitionException;

/**
 * Where an event is handled, as a route has it: {@code /live watch}, or {@code :3002/live watch} where the gateway has a port of its own.
 *
 * @param port the port of the only door; 0 for every door
 * @param path the path at which clients connect
 * @param event the name of the event
 */
record GatewayAddress(int port, String path, String event) {
    private static final String FORBIDDEN = " ?#{}*";

    String text() {
        return (port == 0 ? "" : ":" + port) + path + " " + event;
    }

    static GatewayAddress of(String text) {
        var slash = text.indexOf('/');
        var space = text.indexOf(' ', slash);
        var port = slash == 0 ? 0 : Integer.parseInt(text, 1, slash, 10);
        return new GatewayAddress(port, text.substring(slash, space), text.substring(space + 1));
    }

    /** A path in its one form: with a slash before it, and none after it. */
    static String path(String given) {
        if (given.chars().anyMatch(character -> FORBIDDEN.indexOf(character) >= 0 || character < ' ')) {
            throw new HandlerDefinitionException(
                    "The path \"" + given
                            + "\" of a gateway is none that clients can connect at (expected: a text, as /live, without variables)");
        }
        var begun = given.startsWith("/") ? given : "/" + given;
        var end = begun.length();
        while (end > 1 && begun.charAt(end - 1) == '/') {
            end--;
        }
        return begun.substring(0, end);
    }
}
