package dev.rookery.codec;

import dev.rookery.error.UndecodableMessageException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the outermost object of a packet in one pass over its tokens. Members may come in any order; the last of two equal ones counts. */
final class JsonEnvelope {
    private JsonEnvelope() {}

    static IncomingRequest readRequest(JsonParser opened, JsonSlices slices) {
        try (var parser = opened) {
            if (!isObject(parser)) {
                return new IncomingRequest(null, Body.absent(), null, Body.absent());
            }
            String pattern = null;
            String id = null;
            var data = Body.absent();
            var metadata = Body.absent();
            for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                switch (name) {
                    case "pattern" -> pattern = slices.text(parser);
                    case "id" -> id = slices.text(parser);
                    case "data" -> data = slices.body(parser);
                    case "metadata" -> metadata = slices.body(parser);
                    default -> parser.skipChildren();
                }
            }
            requireEnd(parser);
            return new IncomingRequest(pattern, data, id, metadata);
        } catch (JacksonException error) {
            throw undecodable(error);
        }
    }

    static IncomingReply readReply(JsonParser opened, JsonSlices slices, int length) {
        try (var parser = opened) {
            if (!isObject(parser)) {
                return new IncomingReply(null, slices.whole(length), Body.absent(), true, false);
            }
            String id = null;
            var response = Body.absent();
            var error = Body.absent();
            var last = false;
            var foreign = false;
            var status = false;
            var textual = false;
            for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                var token = parser.nextToken();
                switch (name) {
                    case "id" -> {
                        id = token == JsonToken.VALUE_STRING ? parser.getString() : null;
                        parser.skipChildren();
                    }
                    case "response" -> response = slices.body(parser);
                    case "err" -> {
                        textual = token == JsonToken.VALUE_STRING;
                        error = isFalsy(parser) ? Body.absent() : slices.body(parser);
                    }
                    case "isDisposed" -> {
                        last = !isFalsy(parser);
                        parser.skipChildren();
                    }
                    case "status" -> {
                        status = token == JsonToken.VALUE_STRING
                                && parser.getString().equals("error");
                        parser.skipChildren();
                    }
                    default -> {
                        foreign = true;
                        parser.skipChildren();
                    }
                }
            }
            requireEnd(parser);
            return foreign
                    ? new IncomingReply(id, slices.whole(length), Body.absent(), true, false)
                    : new IncomingReply(
                            id, response, error, last || !error.isAbsent(), status && textual && !error.isAbsent());
        } catch (JacksonException error) {
            throw undecodable(error);
        }
    }

    /** Whether the parser now stands in an object; any other value it has passed. */
    private static boolean isObject(JsonParser parser) {
        var first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            return true;
        }
        if (first == null) {
            throw new UndecodableMessageException("The packet is empty (expected: one object)");
        }
        parser.skipChildren();
        requireEnd(parser);
        return false;
    }

    /** What JavaScript takes for false; no error, no end. */
    private static boolean isFalsy(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_NULL, VALUE_FALSE -> true;
            case VALUE_STRING -> parser.getStringLength() == 0;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue() == 0;
            default -> false;
        };
    }

    private static void requireEnd(JsonParser parser) {
        if (parser.nextToken() != null) {
            throw new UndecodableMessageException("The packet is followed by more JSON (expected: one object)");
        }
    }

    static UndecodableMessageException undecodable(@Nullable Throwable cause) {
        if (cause instanceof UndecodableMessageException known) {
            return known;
        }
        var message = cause instanceof JacksonException json ? json.getOriginalMessage() : String.valueOf(cause);
        var error = cause == null ? new IllegalStateException("no cause") : cause;
        return new UndecodableMessageException("Not a packet: " + message, error);
    }
}
