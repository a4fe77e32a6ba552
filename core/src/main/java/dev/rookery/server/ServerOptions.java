package dev.rookery.server;

import dev.rookery.codec.JsonPacketCodec;
import dev.rookery.codec.PacketCodec;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.internal.OptionCheck;
import dev.rookery.observation.ExchangeObserver;
import dev.rookery.transport.MessageContext;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a server treats messages, whatever the transport.
 *
 * @param maxInFlight messages whose handlers run at one time; beyond it intake pauses; default 16,384
 * @param maxWaiting messages that wait for a place where intake cannot pause, or has not paused yet; beyond it a request is answered with
 *     a {@code BUSY} error, and an event is dropped, counted and logged; default 4,096; zero lets none wait
 * @param handlerTimeout how long a handler may take until its result or first value; default 60 s; zero lifts the limit
 * @param maxStreamAge how long a stream of replies may go on, from its first value, where the transport cannot hear that its caller has left
 *     (Kafka, MQTT and Redis, and in part NATS and RabbitMQ, see there); then the caller gets an error with the code {@code HANDLER_TIMEOUT}, and may ask again; default 1 h;
 *     zero lifts the limit, and a stream without an end then goes on for a caller that has gone
 * @param drainTimeout how long handlers may go on at shutdown before their threads are interrupted; default 10 s; zero interrupts at once
 * @param mdc whether the log context of a handler's thread has {@code rookery.pattern} and {@code rookery.transport}; default true
 * @param orderBy messages for which it gives equal keys run one after the other; null, or a null key, means no order; default null
 * @param codec reads and writes packets; default JSON with its default limits
 * @param observer sees every message; default none
 */
public record ServerOptions(
        int maxInFlight,
        int maxWaiting,
        Duration handlerTimeout,
        Duration maxStreamAge,
        Duration drainTimeout,
        boolean mdc,
        @Nullable Function<MessageContext, @Nullable Object> orderBy,
        PacketCodec codec,
        ExchangeObserver observer) {
    /** The default of {@link #maxInFlight}. */
    public static final int DEFAULT_MAX_IN_FLIGHT = 16_384;

    /** The default of {@link #maxWaiting}. */
    public static final int DEFAULT_MAX_WAITING = 4_096;

    /** The default of {@link #handlerTimeout}. */
    public static final Duration DEFAULT_HANDLER_TIMEOUT = Duration.ofSeconds(60);

    /** The default of {@link #maxStreamAge}. */
    public static final Duration DEFAULT_MAX_STREAM_AGE = Duration.ofHours(1);

    /** The default of {@link #drainTimeout}. */
    public static final Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofSeconds(10);

    /** Checks the options. */
    public ServerOptions {
        OptionCheck.atLeast("maxInFlight", maxInFlight, 1);
        OptionCheck.notNegative("maxWaiting", maxWaiting, "where 0 lets none wait");
        OptionCheck.notNegative("handlerTimeout", handlerTimeout, "where 0 lifts the limit");
        OptionCheck.notNegative("maxStreamAge", maxStreamAge, "where 0 lifts the limit");
        OptionCheck.notNegative("drainTimeout", drainTimeout, "where 0 interrupts at once");
        OptionCheck.given("codec", codec);
        OptionCheck.given("observer", observer);
    }

    /**
     * All defaults.
     *
     * @return the options
     */
    public static ServerOptions defaults() {
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
        private int maxInFlight = DEFAULT_MAX_IN_FLIGHT;
        private int maxWaiting = DEFAULT_MAX_WAITING;
        private Duration handlerTimeout = DEFAULT_HANDLER_TIMEOUT;
        private Duration maxStreamAge = DEFAULT_MAX_STREAM_AGE;
        private Duration drainTimeout = DEFAULT_DRAIN_TIMEOUT;
        private boolean mdc = true;
        private @Nullable Function<MessageContext, @Nullable Object> orderBy;
        private @Nullable PacketCodec codec;
        private ExchangeObserver observer = ExchangeObserver.NONE;

        private Builder() {}

        /**
         * Sets {@link ServerOptions#maxInFlight}.
         *
         * @param messages at least 1
         * @return this builder
         */
        public Builder maxInFlight(int messages) {
            this.maxInFlight = messages;
            return this;
        }

        /**
         * Sets {@link ServerOptions#maxWaiting}.
         *
         * @param messages at least 0
         * @return this builder
         */
        public Builder maxWaiting(int messages) {
            this.maxWaiting = messages;
            return this;
        }

        /**
         * Sets {@link ServerOptions#handlerTimeout}.
         *
         * @param timeout at least 0; zero lifts the limit
         * @return this builder
         */
        public Builder handlerTimeout(Duration timeout) {
            this.handlerTimeout = timeout;
            return this;
        }

        /**
         * Sets {@link ServerOptions#maxStreamAge}.
         *
         * @param age at least 0; zero lifts the limit
         * @return this builder
         */
        public Builder maxStreamAge(Duration age) {
            this.maxStreamAge = age;
            return this;
        }

        /**
         * Sets {@link ServerOptions#drainTimeout}.
         *
         * @param timeout at least 0; zero interrupts at once
         * @return this builder
         */
        public Builder drainTimeout(Duration timeout) {
            this.drainTimeout = timeout;
            return this;
        }

        /**
         * Sets {@link ServerOptions#mdc}.
         *
         * @param on whether the log context is filled
         * @return this builder
         */
        public Builder mdc(boolean on) {
            this.mdc = on;
            return this;
        }

        /**
         * Sets {@link ServerOptions#orderBy}.
         *
         * @param key gives a message's key
         * @return this builder
         */
        public Builder orderBy(Function<MessageContext, @Nullable Object> key) {
            this.orderBy = OptionCheck.given("orderBy", key);
            return this;
        }

        /**
         * Sets {@link ServerOptions#codec}: other limits, a serializer or deserializer, an object mapper of one's own.
         *
         * @param packetCodec the codec
         * @return this builder
         */
        public Builder codec(PacketCodec packetCodec) {
            this.codec = OptionCheck.given("codec", packetCodec);
            return this;
        }

        /**
         * Sets {@link ServerOptions#observer}.
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
        public ServerOptions build() {
            var packets = codec == null ? JsonPacketCodec.withDefaults() : codec;
            return new ServerOptions(
                    maxInFlight,
                    maxWaiting,
                    handlerTimeout,
                    maxStreamAge,
                    drainTimeout,
                    mdc,
                    orderBy,
                    packets,
                    observer);
        }
    }
}
