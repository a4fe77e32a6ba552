package dev.rookery.codec;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;

/** Cuts values out of the text that a parser reads, without reading them twice. */
final class JsonSlices {
    private final JsonBinder binder;
    private final byte[] text;
    private final int origin;

    JsonSlices(JsonBinder binder, byte[] text, int origin) {
        this.binder = binder;
        this.text = text;
        this.origin = origin;
    }

    /** The value at which the parser stands, which it then has passed. */
    Body body(JsonParser parser) {
        var start = start(parser);
        return new JsonBody(binder, text, start, end(parser) - start);
    }

    /** The JSON text of the value at which the parser stands, which it then has passed. */
    String text(JsonParser parser) {
        var start = start(parser);
        return new String(text, start, end(parser) - start, StandardCharsets.UTF_8);
    }

    Body whole(int length) {
        return new JsonBody(binder, text, origin, length);
    }

    private int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset() + origin;
    }

    private int end(JsonParser parser) {
        parser.skipChildren();
        parser.finishToken();
        return (int) parser.currentLocation().getByteOffset() + origin;
    }
}
