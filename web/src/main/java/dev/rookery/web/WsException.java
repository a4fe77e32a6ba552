package dev.rookery.web;

import dev.rookery.error.RpcException;

/**
 * What a gateway throws to answer an event with an error of its own making. The format is Nest's: a text goes out as
 * {@code {"event":"exception","data":{"status":"error","message":text,"cause":{"pattern":event,"data":…}}}}, any other object is alone the {@code data}.
 *
 * <p>It is an {@link RpcException} by another name: both are answered alike everywhere.
 */
public class WsException extends RpcException {
    private static final long serialVersionUID = 1L;

    /**
     * An error with a text.
     *
     * @param message what the client reads as {@code message}
     */
    public WsException(String message) {
        super(message);
    }

    /**
     * An error with a body of its own: a map, a record, a list, or anything that can be written as JSON.
     *
     * @param error the body, sent as it is
     */
    public WsException(Object error) {
        super(error);
    }
}
