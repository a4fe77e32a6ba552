package dev.rookery.pattern;

import java.util.List;
import java.util.SequencedMap;

/** What a pattern is made of: a JSON value whose objects remember the order of their keys. */
sealed interface PatternValue {

    /** Beyond this depth nothing is read: far more than a route can show, and no danger for the stack. */
    int MAX_DEPTH = 64;

    record Text(String text) implements PatternValue {}

    /** A number as JavaScript has it: every one is a double, so what is not exact there is not exact here. */
    record Numeric(double value) implements PatternValue {
        public Numeric {
            value += 0.0; // of the two zeros only the positive one, since JSON.stringify knows no other
        }
    }

    record Truth(boolean value) implements PatternValue {}

    record Null() implements PatternValue {}

    record Elements(List<PatternValue> elements) implements PatternValue {}

    record Members(SequencedMap<String, PatternValue> members) implements PatternValue {}
}
