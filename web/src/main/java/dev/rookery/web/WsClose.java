package dev.rookery.web;

import java.util.Objects;

/**
 * How a connection ended; see RFC 6455, section 7.4.
 *
 * @param code the code of whoever closed it: 1000 for a normal end, 1001 for one who leaves; 1005 if none was given, 1006 if the connection was lost
 * @param reason the text beside the code; often empty
 */
public record WsClose(int code, String reason) {

    /** Checks the reason. */
    public WsClose {
        Objects.requireNonNull(reason, "reason");
    }
}
