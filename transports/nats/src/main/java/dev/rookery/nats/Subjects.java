package dev.rookery.nats;

import dev.rookery.pattern.InvalidPatternException;

/** What a route has to be so that it can be a subject. */
final class Subjects {
    private static final char SEPARATOR = '.';

    private Subjects() {}

    /** Checks the subject of a handler, which may have wildcards. */
    static void checkSubscription(String route) {
        check(route);
        var rest = route.indexOf(SEPARATOR + ">" + SEPARATOR);
        if (rest >= 0 || route.startsWith(">" + SEPARATOR)) {
            throw invalid(route, "\">\" only as the last word");
        }
    }

    /** Checks the subject that a message is published on. */
    static void checkPublish(String route) {
        check(route);
        if (route.indexOf('*') < 0 && route.indexOf('>') < 0) {
            return;
        }
        for (var word : route.split("\\.", -1)) {
            if (word.equals("*") || word.equals(">")) {
                throw invalid(route, "no wildcards in what is sent");
            }
        }
    }

    private static void check(String route) {
        var wordBegins = true;
        for (var index = 0; index < route.length(); index++) {
            var letter = route.charAt(index);
            if (letter <= ' ' || letter == 0x7f) {
                throw invalid(route, "no spaces and no control characters");
            }
            if (letter == SEPARATOR && wordBegins) {
                throw invalid(route, "no empty word before, between or after the dots");
            }
            wordBegins = letter == SEPARATOR;
        }
        if (wordBegins) {
            throw invalid(route, "no empty word before, between or after the dots");
        }
    }

    private static InvalidPatternException invalid(String route, String expected) {
        return new InvalidPatternException("The pattern " + route + " is no subject of NATS (expected: " + expected
                + "): give it another name, or bind its handler to another transport");
    }
}
