package dev.rookery.benchmarks.peers.ws;

/** What goes over the sockets: one of them announces, and all get the news, as events in Nest's form. */
final class News {
    static final String PATH = "/live";
    static final String ANNOUNCE = "announce";
    static final String EVENT = "news";

    /** How long the news are, as JSON. */
    static final int BYTES = 200;

    private static final int AROUND = json(EVENT, "").length();
    private static final String TEXT = "x".repeat(BYTES - AROUND);

    private News() {}

    /** What one of the clients sends. */
    static String announcement() {
        return json(ANNOUNCE, TEXT);
    }

    /** What each of them gets, that one too. */
    static String expected() {
        return json(EVENT, TEXT);
    }

    private static String json(String event, String data) {
        return "{\"event\":\"" + event + "\",\"data\":\"" + data + "\"}";
    }
}
