package dev.rookery.web;

import dev.rookery.error.InvalidOptionException;
import dev.rookery.internal.OptionCheck;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How WebSocket is served. Given to {@link HttpDoor.Builder#webSocket} or {@link WebSocketDoor.Builder#webSocket}.
 *
 * @param maxMessageBytes how large a message of a client may be, whatever the frames that it comes in; beyond it the client is closed with 1009; default
 *     1 MiB
 * @param idleTimeout after how long without any frame of a client it is closed with 1001; default 60 s; zero lifts the limit
 * @param pingInterval after how long without any frame of a client it is asked for a sign of life, which every client gives by itself; shorter than
 *     {@code idleTimeout}; default 25 s; zero never asks
 * @param maxUnsentBytes how much may wait to be taken by a client, each message with some 64 bytes on top of its own; default 1 MiB. Beyond it
 *     {@code slowReader} says what becomes of events that are sent to it, while replies are still kept, and no further message of it is read
 * @param slowReader what becomes of a client for which that much waits; default {@link SlowReader#CLOSE}
 * @param maxStreams how many streams a client may have open at the same time, which is far below {@code maxInFlight} of the door: a stream counts there
 *     until it ends, however silent it is, so that one client could stop all others. A further one is answered with {@code BUSY}; default 1,000
 * @param allowedOrigins the origins whose pages may connect, as {@code https://shop.example}; those of others are answered with 403; empty, the default,
 *     for all. Clients that are no browsers need not name one, and are not kept out by this
 */
public record WebSocketOptions(
        int maxMessageBytes,
        Duration idleTimeout,
        Duration pingInterval,
        long maxUnsentBytes,
        SlowReader slowReader,
        int maxStreams,
        Set<String> allowedOrigins) {
    /** The default of {@link #maxMessageBytes}. */
    public static final int DEFAULT_MAX_MESSAGE_BYTES = 1024 * 1024;

    /** The default of {@link #idleTimeout}. */
    public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(60);

    /** The default of {@link #pingInterval}. */
    public static final Duration DEFAULT_PING_INTERVAL = Duration.ofSeconds(25);

    /** The default of {@link #maxUnsentBytes}. */
    public static final long DEFAULT_MAX_UNSENT_BYTES = 1024 * 1024;

    /** The default of {@link #maxStreams}: more than any page needs, and a sixteenth of what the door has in flight by default. */
    public static final int DEFAULT_MAX_STREAMS = 1_000;

    /** Checks the options. */
    public WebSocketOptions {
        OptionCheck.atLeast("maxMessageBytes", maxMessageBytes, 1);
        OptionCheck.timeOrZero("idleTimeout", idleTimeout, "where 0 lifts the limit");
        OptionCheck.timeOrZero("pingInterval", pingInterval, "where 0 never asks");
        OptionCheck.that(
                idleTimeout.isZero() || pingInterval.compareTo(idleTimeout) < 0,
                "pingInterval",
                pingInterval,
                "shorter than the idleTimeout, which is " + idleTimeout);
        OptionCheck.atLeast("maxUnsentBytes", maxUnsentBytes, 1);
        OptionCheck.given("slowReader", slowReader);
        OptionCheck.atLeast("maxStreams", maxStreams, 1);
        allowedOrigins =
                Collections.unmodifiableSet(new LinkedHashSet<>(OptionCheck.list("allowedOrigins", allowedOrigins)));
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static WebSocketOptions defaults() {
        return builder().build();
    }

    /**
     * Begins with the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds options. Used by one thread. */
    public static final class Builder {
        private int maxMessageBytes = DEFAULT_MAX_MESSAGE_BYTES;
        private Duration idleTimeout = DEFAULT_IDLE_TIMEOUT;
        private Duration pingInterval = DEFAULT_PING_INTERVAL;
        private long maxUnsentBytes = DEFAULT_MAX_UNSENT_BYTES;
        private SlowReader slowReader = SlowReader.CLOSE;
        private int maxStreams = DEFAULT_MAX_STREAMS;
        private Set<String> allowedOrigins = Set.of();

        private Builder() {}

        /**
         * Bounds a message of a client. Default: {@link WebSocketOptions#DEFAULT_MAX_MESSAGE_BYTES}.
         *
         * @param value how many bytes, at least 1
         * @return this builder
         */
        public Builder maxMessageBytes(int value) {
            this.maxMessageBytes = value;
            return this;
        }

        /**
         * Bounds the time in which nothing comes from a client. Default: {@link WebSocketOptions#DEFAULT_IDLE_TIMEOUT}.
         *
         * @param value how long; zero lifts the limit
         * @return this builder
         */
        public Builder idleTimeout(Duration value) {
            this.idleTimeout = value;
            return this;
        }

        /**
         * Sets after how long a silent client is asked for a sign of life. Default: {@link WebSocketOptions#DEFAULT_PING_INTERVAL}.
         *
         * @param value how long; zero never asks
         * @return this builder
         */
        public Builder pingInterval(Duration value) {
            this.pingInterval = value;
            return this;
        }

        /**
         * Bounds what waits to be taken by a client. Default: {@link WebSocketOptions#DEFAULT_MAX_UNSENT_BYTES}.
         *
         * @param value how many bytes, at least 1
         * @return this builder
         */
        public Builder maxUnsentBytes(long value) {
            this.maxUnsentBytes = value;
            return this;
        }

        /**
         * Says what becomes of a client that takes events too slowly. Default: {@link SlowReader#CLOSE}.
         *
         * @param value the policy
         * @return this builder
         */
        public Builder slowReader(SlowReader value) {
            this.slowReader = value;
            return this;
        }

        /**
         * Bounds the streams that a client has open at the same time. Default: {@link WebSocketOptions#DEFAULT_MAX_STREAMS}.
         *
         * @param value how many, at least 1; well below {@code maxInFlight} of the door
         * @return this builder
         */
        public Builder maxStreams(int value) {
            this.maxStreams = value;
            return this;
        }

        /**
         * Sets the origins whose pages may connect. Default: all.
         *
         * @param values scheme, name and port if it is not the usual one, as {@code https://shop.example}
         * @return this builder
         */
        public Builder allowedOrigins(String... values) {
            this.allowedOrigins = new LinkedHashSet<>(OptionCheck.list("allowedOrigins", values));
            return this;
        }

        /**
         * Builds the options.
         *
         * @return the options
         * @throws InvalidOptionException if an option has a value that it cannot have
         */
        public WebSocketOptions build() {
            return new WebSocketOptions(
                    maxMessageBytes, idleTimeout, pingInterval, maxUnsentBytes, slowReader, maxStreams, allowedOrigins);
        }
    }
}
