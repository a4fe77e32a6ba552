package dev.rookery.codec;

import org.jspecify.annotations.Nullable;

/**
 * A reply as it came.
 *
 * @param id the id of the request that it answers; null if the packet has none
 * @param response the value; absent if there is none
 * @param error the error; absent if there is none, and where it is falsy, which counts as none
 * @param last whether it ends the exchange
 * @param noHandler whether it says that no handler is bound to the pattern
 */
public record IncomingReply(@Nullable String id, Body response, Body error, boolean last, boolean noHandler) {}
