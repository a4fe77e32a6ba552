package dev.rookery.web;

import dev.rookery.codec.Body;
import dev.rookery.codec.ErrorBody;
import dev.rookery.error.InvalidPayloadException;
import dev.rookery.error.RpcException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told of an error, as Nest has it: the event {@code exception}, whose data names what the client sent.
 *
 * @param event the event that the client sent
 * @param data its data
 */
record SocketError(String event, Body data) {
    private static final String NAME = "exception";

    WsEvent event(Throwable cause, ErrorBody mapped) {
        if (!(mapped.value() instanceof Map<?, ?> body) || isOwnBody(cause)) {
            return new WsEvent(NAME, mapped.value());
        }
        var told = new LinkedHashMap<Object, @Nullable Object>(body);
        told.putIfAbsent("cause", sent());
        return new WsEvent(NAME, told);
    }

    /** Whether who threw it says all that is told of it. */
    private static boolean isOwnBody(Throwable cause) {
        return cause instanceof RpcException rpc && !(rpc.error() instanceof CharSequence);
    }

    private Map<String, @Nullable Object> sent() {
        var sent = new LinkedHashMap<String, @Nullable Object>();
        sent.put("pattern", event);
        if (!data.isAbsent()) {
            try {
                sent.put("data", data.bind(Object.class));
            } catch (InvalidPayloadException beyondLimits) {
                return sent; // what cannot be read cannot be repeated
            }
        }
        return sent;
    }
}
