package dev.rookery.client;

import dev.rookery.codec.JsonPacketCodec;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.internal.OptionCheck;
import dev.rookery.observation.ExchangeObserver;
import dev.rookery.observation.OutgoingMessage;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a client treats calls, whatever the transport.
 *
 * @param timeout how long a call waits for its first reply, connecting included, and from one reply to the next; default 30 s; zero waits
 *     for ever
 * @param maxBufferedReplies replies that one call may hold for a subscriber that asks for less than comes; beyond it the connection is not
 *     read any further, where the transport can do that, else the call fails; default 1,024
 * @param stallTimeout how long a full buffer may hold up the connection before its call fails with a
 *     {@link dev.rookery.error.ReplyOverflowException}; default 5 s; zero fails at once
 * @param dispatchHook sees every message before it leaves, and may add metadata and headers; null, the default, for none
 * @param codec reads and writes packets; default JSON with its default limits
 * @param observer sees every call; default none
 */
public record ClientOptions(
        Duration timeout,
        int maxBufferedReplies,
        Duration stallTimeout,
        @Nullable Consumer<OutgoingMessage> dispatchHook,
        PacketCodec codec,
        ExchangeObserver observer) {
    /** The default of {@link #timeout}. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** The default of {@link #maxBufferedReplies}. */
    public static final int DEFAULT_MAX_BUFFERED_REPLIES = 1_024;

    /** The default of {@link #stallTimeout}. */
    public static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofSeconds(5);

    /** Checks the options. */
    public ClientOptions {
        OptionCheck.notNegative("timeout", timeout, "where 0 waits for ever");
        OptionCheck.atLeast("maxBufferedReplies", maxBufferedReplies, 1);
        OptionCheck.notNegative("stallTimeout", stallTimeout, "where 0 fails at once");
        OptionCheck.given("codec", codec);
        OptionCheck.given("observer", observer);
    }

    /**
     * All defaults.
     *
     * @return the options
     */
    public static ClientOptions defaults() {
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
        private Duration timeout = DEFAULT_TIMEOUT;
        private int maxBufferedReplies = DEFAULT_MAX_BUFFERED_REPLIES;
        private Duration stallTimeout = DEFAULT_STALL_TIMEOUT;
        private @Nullable Consumer<OutgoingMessage> dispatchHook;
        private @Nullable PacketCodec codec;
        private ExchangeObserver observer = ExchangeObserver.NONE;

        private Builder() {}

        /**
         * Sets {@link ClientOptions#timeout}.
         *
         * @param value at least 0; zero waits for ever
         * @return this builder
         */
        public Builder timeout(Duration value) {
            this.timeout = value;
            return this;
        }

        /**
         * Sets {@link ClientOptions#maxBufferedReplies}.
         *
         * @param replies at least 1
         * @return this builder
         */
        public Builder maxBufferedReplies(int replies) {
            this.maxBufferedReplies = replies;
            return this;
        }

        /**
         * Sets {@link ClientOptions#stallTimeout}.
         *
         * @param value at least 0; zero fails at once
         * @return this builder
         */
        public Builder stallTimeout(Duration value) {
            this.stallTimeout = value;
            return this;
        }

        /**
         * Sets {@link ClientOptions#dispatchHook}; what Nest calls {@code setOnDispatchHook}.
         *
         * @param hook called on the caller's thread; an error of it fails the call
         * @return this builder
         */
        public Builder dispatchHook(Consumer<OutgoingMessage> hook) {
            this.dispatchHook = OptionCheck.given("dispatchHook", hook);
            return this;
        }

        /**
         * Sets {@link ClientOptions#codec}: other limits, a serializer or deserializer, an object mapper of one's own.
         *
         * @param packetCodec the codec
         * @return this builder
         */
        public Builder codec(PacketCodec packetCodec) {
            this.codec = OptionCheck.given("codec", packetCodec);
            return this;
        }

        /**
         * Sets {@link ClientOptions#observer}.
         *
         * @param exchangeObserver the observer
         * @return this builder
         */
        public Builder observer(ExchangeObserver exchangeObserver) {
            this.observer = exchangeObserver;
            return this;
        }

        /**
         * Checks and builds.
         *
         * @return the options
         * @throws InvalidOptionException if one of them cannot be
         */
        public ClientOptions build() {
            var packets = codec == null ? JsonPacketCodec.withDefaults() : codec;
            return new ClientOptions(timeout, maxBufferedReplies, stallTimeout, dispatchHook, packets, observer);
        }
    }
}
