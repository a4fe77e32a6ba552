package dev.rookery.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rookery.error.UndecodableMessageException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads the outermost object of a packet in one pass over its text. Members may come in any order; the last of two equal ones counts. */
final class JsonEnvelope {
    private static final byte[] PATTERN = "pattern".getBytes(US_ASCII);
    private static final byte[] EVENT = "event".getBytes(US_ASCII);
    private static final byte[] DATA = "data".getBytes(US_ASCII);
    private static final byte[] METADATA = "metadata".getBytes(US_ASCII);
    private static final byte[] ID = "id".getBytes(US_ASCII);
    private static final byte[] RESPONSE = "response".getBytes(US_ASCII);
    private static final byte[] IS_DISPOSED = "isDisposed".getBytes(US_ASCII);
    private static final byte[] ERR = "err".getBytes(US_ASCII);
    private static final byte[] STATUS = "status".getBytes(US_ASCII);

    private final JsonBinder binder;
    private final byte[] text;
    private final int offset;
    private final int length;
    private final JsonMembers members;

    JsonEnvelope(JsonBinder binder, byte[] text, int offset, int length) {
        this.binder = binder;
        this.text = text;
        this.offset = offset;
        this.length = length;
        this.members = new JsonMembers(text, offset, length, binder.limits());
    }

    IncomingRequest request() {
        String pattern = null;
        String id = null;
        var data = Body.absent();
        var metadata = Body.absent();
        for (var more = members.begin(); more && members.next(); ) {
            if (members.is(PATTERN)) {
                pattern = members.json();
            } else if (members.is(DATA)) {
                data = body();
            } else if (members.is(ID)) {
                id = members.json();
            } else if (members.is(METADATA)) {
                metadata = body();
            }
        }
        return new IncomingRequest(pattern, data, id, metadata);
    }

    IncomingEvent event() {
        String name = null;
        var data = Body.absent();
        for (var more = members.begin(); more && members.next(); ) {
            if (members.is(EVENT)) {
                name = members.isString() ? members.string() : null;
            } else if (members.is(DATA)) {
                data = body();
            }
        }
        return new IncomingEvent(name, data);
    }

    IncomingReply reply() {
        if (!members.begin()) {
            return foreign(null);
        }
        String id = null;
        var response = Body.absent();
        var error = Body.absent();
        var last = false;
        var foreign = false;
        var empty = true;
        var status = false;
        var textual = false;
        while (members.next()) {
            empty = false;
            if (members.is(RESPONSE)) {
                response = body();
            } else if (members.is(ID)) {
                id = members.isString() ? members.string() : null;
            } else if (members.is(IS_DISPOSED)) {
                last = !members.isFalsy();
            } else if (members.is(ERR)) {
                textual = members.isString();
                error = members.isFalsy() ? Body.absent() : body();
            } else if (members.is(STATUS)) {
                status = members.isString() && members.string().equals("error");
            } else {
                foreign = true;
            }
        }
        return foreign || empty
                ? foreign(id)
                : new IncomingReply(
                        id, response, error, last || !error.isAbsent(), status && textual && !error.isAbsent());
    }

    /** A reply with a member that Nest does not know, without any, or that is no object at all, is a value as it stands. */
    private IncomingReply foreign(@Nullable String id) {
        return new IncomingReply(id, new JsonBody(binder, text, offset, length), Body.absent(), true, false);
    }

    private Body body() {
        return new JsonBody(binder, text, members.start(), members.length());
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
