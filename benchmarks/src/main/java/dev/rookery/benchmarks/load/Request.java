package dev.rookery.benchmarks.load;

import java.nio.charset.StandardCharsets;

/**
 * What is sent again and again: a request, with events before it or without.
 *
 * @param frames the frames, in ASCII; the last one is the request, whose id and, where there are several routes, whose route is overwritten in
 *     place
 * @param routes how many routes take turns; their numbers stand in the pattern, as {@link #ROUTE_DIGITS} digits
 * @param step how far the number of one is from that of the next
 * @param messages how many messages one of it counts for: each event and each value of a stream is one
 * @param events how many of them are events, none of which may be lost
 */
public record Request(String frames, int routes, int step, int messages, int events) {
    static final int ID_DIGITS = 10;
    /** How many digits the number of a route has. */
    public static final int ROUTE_DIGITS = 5;

    private static final String ROUTE = "0".repeat(ROUTE_DIGITS);

    /**
     * One request.
     *
     * @param patternJson its pattern
     * @param dataJson its payload, in ASCII
     * @return the request
     */
    public static Request of(String patternJson, String dataJson) {
        return new Request(frame(request(patternJson, dataJson)), 1, 1, 1, 0);
    }

    /**
     * A request that is answered with a stream.
     *
     * @param patternJson its pattern
     * @param values how many values are streamed
     * @return the request
     */
    public static Request stream(String patternJson, int values) {
        return new Request(frame(request(patternJson, String.valueOf(values))), 1, 1, values, 0);
    }

    /**
     * Requests to one route after the other: {@code route.00000} and so on.
     *
     * @param routes how many take turns
     * @param step how far the number of one is from that of the next
     * @param dataJson their payload, in ASCII
     * @return the request
     */
    public static Request routes(int routes, int step, String dataJson) {
        return new Request(frame(request("\"route." + ROUTE + '"', dataJson)), routes, step, 1, 0);
    }

    /**
     * Events, and a request behind them, so that it is known when they have arrived.
     *
     * @param events how many
     * @param eventJson the pattern of the events
     * @param dataJson the payload of the events, in ASCII
     * @param request the request
     * @return the events with their request
     */
    public static Request events(int events, String eventJson, String dataJson, Request request) {
        var event = frame("{\"pattern\":" + eventJson + ",\"data\":" + dataJson + "}");
        return new Request(event.repeat(events) + request.frames, 1, 1, events, events);
    }

    private static String request(String patternJson, String dataJson) {
        return "{\"pattern\":" + patternJson + ",\"data\":" + dataJson + ",\"id\":\"" + "0".repeat(ID_DIGITS) + "\"}";
    }

    private static String frame(String json) {
        return json.length() + "#" + json;
    }

    byte[] bytes() {
        return frames.getBytes(StandardCharsets.US_ASCII);
    }

    int idOffset() {
        return frames.length() - ID_DIGITS - 2; // before "}
    }

    int routeOffset() {
        return routes == 1 ? -1 : frames.indexOf(ROUTE);
    }
}
