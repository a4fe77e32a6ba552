package dev.rookery.codec;

import static java.util.Objects.requireNonNull;

import dev.rookery.error.InvalidPayloadException;
import dev.rookery.error.UndecodableMessageException;
import dev.rookery.error.UnserializableValueException;
import dev.rookery.internal.EarlyStart;
import dev.rookery.transport.MessageRecord;
import dev.rookery.transport.Outbound;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Packets as JSON, the format of all of Nest's transports but gRPC. The envelope is read once; payloads stay slices of it until they are
 * bound. Safe for use by several threads.
 */
public final class JsonPacketCodec implements PacketCodec {
    private static final SerializedString PATTERN = new SerializedString("pattern");
    private static final SerializedString DATA = new SerializedString("data");
    private static final SerializedString METADATA = new SerializedString("metadata");
    private static final SerializedString ID = new SerializedString("id");
    private static final SerializedString RESPONSE = new SerializedString("response");
    private static final SerializedString IS_DISPOSED = new SerializedString("isDisposed");
    private static final SerializedString ERR = new SerializedString("err");
    private static final SerializedString STATUS = new SerializedString("status");
    private static final int LONG_TEXT = 128;
    private static final String NO_HANDLER = "There is no matching message handler defined in the remote service.";

    private final Supplier<JsonBinder> binder;
    private final @Nullable Serializer serializer;
    private final @Nullable Deserializer deserializer;

    private JsonPacketCodec(Supplier<JsonBinder> binder, Builder builder) {
        this.binder = binder;
        this.serializer = builder.serializer;
        this.deserializer = builder.deserializer;
    }

    /**
     * The codec that holds unless said otherwise. It is the same one each time, and it is made in the background from the first call on, since that
     * takes a good part of a service's start; whoever needs it first waits for it.
     *
     * @return a codec with the default limits and no hooks
     */
    public static JsonPacketCodec withDefaults() {
        return Defaults.CODEC;
    }

    /** There once somebody asks for it. */
    private static final class Defaults {
        static final JsonPacketCodec CODEC = inBackground(builder());

        private static JsonPacketCodec inBackground(Builder builder) {
            return new JsonPacketCodec(EarlyStart.of("rookery-json", builder::binder), builder);
        }
    }

    /**
     * Begins with the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    // ---- reading ----

    @Override
    public IncomingRequest readRequest(byte[] text, int offset, int length) {
        if (deserializer != null) {
            return deserialized(text, offset, length, packet -> PacketTree.request(packet, binder.get()));
        }
        try {
            return new JsonEnvelope(binder.get(), text, offset, length).request();
        } catch (UndecodableMessageException error) {
            var repaired = Utf8.repaired(text, offset, length);
            if (repaired == null) {
                throw error;
            }
            return readRequest(repaired, 0, repaired.length);
        }
    }

    @Override
    public IncomingReply readReply(byte[] text, int offset, int length) {
        if (deserializer != null) {
            return deserialized(text, offset, length, packet -> PacketTree.reply(packet, binder.get()));
        }
        try {
            return new JsonEnvelope(binder.get(), text, offset, length).reply();
        } catch (UndecodableMessageException error) {
            var repaired = Utf8.repaired(text, offset, length);
            if (repaired == null) {
                throw error;
            }
            return readReply(repaired, 0, repaired.length);
        }
    }

    @Override
    public IncomingEvent readEvent(byte[] text) {
        try {
            return new JsonEnvelope(binder.get(), text, 0, text.length).event();
        } catch (UndecodableMessageException error) {
            var repaired = Utf8.repaired(text, 0, text.length);
            if (repaired == null) {
                throw error;
            }
            return readEvent(repaired);
        }
    }

    @Override
    public Body readData(byte[] text) {
        var skipper = new JsonSkipper(text, 0, text.length, binder.get().limits());
        try {
            skipper.value();
            skipper.requireEnd();
            return new JsonBody(binder.get(), text, 0, text.length);
        } catch (UndecodableMessageException error) {
            var repaired = Utf8.repaired(text, 0, text.length);
            if (repaired == null) {
                throw error;
            }
            return readData(repaired);
        }
    }

    /** What does not fit is looked at again, since it may be no JSON, or UTF-8 that can be repaired. */
    @Override
    public @Nullable Object bindData(byte[] text, Type type) {
        if (JsonBinder.checks(type)) {
            try {
                return binder.get().bind(text, 0, text.length, type);
            } catch (InvalidPayloadException unfit) {
                return readData(text).bind(type);
            }
        }
        return readData(text).bind(type);
    }

    @Override
    public Body dataOf(@Nullable Object value) {
        return new TreeBody(binder.get(), value);
    }

    private JsonMapper mapper() {
        return binder.get().mapper();
    }

    private <P> P deserialized(byte[] text, int offset, int length, Function<Map<String, @Nullable Object>, P> packet) {
        try {
            var message = mapper().readValue(text, offset, length, Object.class);
            return packet.apply(requireNonNull(deserializer).deserialize(message));
        } catch (RuntimeException error) {
            throw JsonEnvelope.undecodable(error);
        }
    }

    // ---- writing ----

    @Override
    public void writeRequest(Outbound request, String id, OutputStream out) {
        writeOutbound(request, request.pattern().json(), id, out);
    }

    @Override
    public void writeEvent(Outbound event, OutputStream out) {
        writeOutbound(event, null, null, out);
    }

    /** The pattern is that of a request as JSON; for an event, null, the route stands in its place. */
    private void writeOutbound(Outbound message, @Nullable String patternJson, @Nullable String id, OutputStream out) {
        if (serializer != null) {
            var packet = new LinkedHashMap<String, @Nullable Object>();
            packet.put("pattern", patternJson == null ? message.pattern().route() : raw(patternJson));
            if (message.hasData()) {
                packet.put("data", message.data());
            }
            if (message.metadata() != null) {
                packet.put("metadata", message.metadata());
            }
            if (id != null) {
                packet.put("id", id);
            }
            writeSerialized(packet, null, out);
            return;
        }
        write(out, generator -> {
            generator.writeName(PATTERN);
            if (patternJson == null) {
                generator.writeString(message.pattern().route());
            } else {
                generator.writeRawValue(patternJson);
            }
            if (message.hasData()) {
                generator.writeName(DATA);
                writeAny(generator, message.data());
            }
            if (message.metadata() != null) {
                generator.writeName(METADATA);
                writeAny(generator, message.metadata());
            }
            if (id != null) {
                generator.writeName(ID);
                generator.writeString(id);
            }
        });
    }

    @Override
    public void writeValue(@Nullable String id, @Nullable Object value, boolean last, OutputStream out) {
        var data = MessageRecord.dataOf(value);
        if (serializer != null) {
            writeSerialized(disposed(packet("response", data), last), id, out);
            return;
        }
        write(out, generator -> {
            generator.writeName(RESPONSE);
            writeAny(generator, data);
            writeDisposed(generator, last);
            writeId(generator, id);
        });
    }

    @Override
    public void writeEnd(@Nullable String id, OutputStream out) {
        if (serializer != null) {
            writeSerialized(disposed(new LinkedHashMap<>(), true), id, out);
            return;
        }
        write(out, generator -> {
            writeDisposed(generator, true);
            writeId(generator, id);
        });
    }

    @Override
    public void writeError(@Nullable String id, ErrorBody error, OutputStream out) {
        if (serializer != null) {
            writeSerialized(disposed(packet("err", error.wireValue()), true), id, out);
            return;
        }
        write(out, generator -> {
            generator.writeName(ERR);
            writeAny(generator, error.wireValue());
            writeDisposed(generator, true);
            writeId(generator, id);
        });
    }

    @Override
    public void writeNoHandler(@Nullable String id, OutputStream out) {
        if (serializer != null) {
            var packet = packet("status", "error");
            packet.put("err", NO_HANDLER);
            writeSerialized(packet, id, out);
            return;
        }
        write(out, generator -> {
            writeId(generator, id);
            generator.writeName(STATUS);
            generator.writeString("error");
            generator.writeName(ERR);
            generator.writeString(NO_HANDLER);
        });
    }

    private static Map<String, @Nullable Object> packet(String name, @Nullable Object value) {
        var packet = new LinkedHashMap<String, @Nullable Object>();
        packet.put(name, value);
        return packet;
    }

    private static Map<String, @Nullable Object> disposed(Map<String, @Nullable Object> packet, boolean last) {
        if (last) {
            packet.put("isDisposed", true);
        }
        return packet;
    }

    @Override
    public void writeData(@Nullable Object value, OutputStream out) {
        try (var generator = mapper().createGenerator(out)) {
            writeAny(generator, MessageRecord.dataOf(value));
        } catch (RuntimeException error) {
            throw unserializable(error);
        }
    }

    @Override
    public Optional<Serializer> serializer() {
        return Optional.ofNullable(serializer);
    }

    @Override
    public Optional<Deserializer> deserializer() {
        return Optional.ofNullable(deserializer);
    }

    private void writeSerialized(Map<String, @Nullable Object> packet, @Nullable String id, OutputStream out) {
        if (id != null) {
            packet.put("id", raw(id));
        }
        try {
            var changed = serializer == null ? packet : serializer.serialize(packet);
            try (var generator = mapper().createGenerator(out)) {
                writeAny(generator, changed);
            }
        } catch (RuntimeException error) {
            throw unserializable(error);
        }
    }

    private @Nullable Object raw(String json) {
        return mapper().readValue(json, Object.class);
    }

    private void write(OutputStream out, Members members) {
        try (var generator = mapper().createGenerator(out)) {
            generator.writeStartObject();
            members.write(generator);
            generator.writeEndObject();
        } catch (RuntimeException error) {
            throw unserializable(error);
        }
    }

    private void writeAny(JsonGenerator generator, @Nullable Object value) {
        switch (value) {
            case null -> generator.writeNull();
            case String text -> writeText(generator, text);
            case Integer number -> generator.writeNumber(number);
            case Boolean truth -> generator.writeBoolean(truth);
            default -> mapper().writeValue(generator, value);
        }
    }

    /** Long texts are most often plain, and then need not go through the generator character by character. */
    private static void writeText(JsonGenerator generator, String text) {
        if (text.length() >= LONG_TEXT) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length == text.length()
                    && AsciiText.plainUntil(bytes, 0, bytes.length) == bytes.length
                    && isWhole(text, bytes)) {
                generator.writeRawUTF8String(bytes, 0, bytes.length);
                return;
            }
        }
        generator.writeString(text);
    }

    /** Half of a surrogate pair becomes a question mark in UTF-8; in JSON it may stand as it is. */
    private static boolean isWhole(String text, byte[] bytes) {
        for (var index = 0; index < bytes.length; index++) {
            if (bytes[index] == '?' && text.charAt(index) != '?') {
                return false;
            }
        }
        return true;
    }

    private static void writeDisposed(JsonGenerator generator, boolean last) {
        if (last) {
            generator.writeName(IS_DISPOSED);
            generator.writeBoolean(true);
        }
    }

    private static void writeId(JsonGenerator generator, @Nullable String id) {
        if (id != null) {
            generator.writeName(ID);
            generator.writeRawValue(id);
        }
    }

    private static UnserializableValueException unserializable(RuntimeException error) {
        return new UnserializableValueException(
                "A value cannot be written as JSON: "
                        + (error instanceof JacksonException json ? json.getOriginalMessage() : error)
                        + "; return a record, map, list, text, number, boolean or null",
                error);
    }

    /** Writes the members of a packet. */
    private interface Members {
        void write(JsonGenerator generator);
    }

    /** Builds a codec. Used by one thread. */
    public static final class Builder {
        private JsonLimits limits = JsonLimits.DEFAULT;
        private UnaryOperator<JsonMapper.Builder> customizer = UnaryOperator.identity();
        private boolean customized;
        private @Nullable UnknownPolicy unknown;
        private @Nullable Serializer serializer;
        private @Nullable Deserializer deserializer;

        private Builder() {}

        /**
         * Sets the bounds on what peers may send. Default: {@link JsonLimits#DEFAULT}.
         *
         * @param jsonLimits the bounds
         * @return this builder
         */
        public Builder limits(JsonLimits jsonLimits) {
            this.limits = jsonLimits;
            return this;
        }

        /**
         * Changes the mapper for payloads: modules, mix-ins, features. Default: strict, without coercion of one type to another.
         *
         * @param change given a builder with the defaults
         * @return this builder
         */
        public Builder mapper(UnaryOperator<JsonMapper.Builder> change) {
            this.customizer = change;
            this.customized = true;
            return this;
        }

        /**
         * Sets what becomes of properties that a type does not declare, in all that this codec binds: payloads of a server, replies to a client.
         * {@code @UnknownProperties} on a handler goes before it. Default: what the mapper says, which ignores them.
         *
         * @param policy whether they are ignored or refused
         * @return this builder
         */
        public Builder unknownProperties(UnknownPolicy policy) {
            this.unknown = requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Sets what changes packets before they are written. Default: none.
         *
         * @param hook the serializer
         * @return this builder
         */
        public Builder serializer(Serializer hook) {
            this.serializer = hook;
            return this;
        }

        /**
         * Sets what makes packets of messages as they come. Default: none.
         *
         * @param hook the deserializer
         * @return this builder
         */
        public Builder deserializer(Deserializer hook) {
            this.deserializer = hook;
            return this;
        }

        /**
         * Builds.
         *
         * @return the codec
         */
        public JsonPacketCodec build() {
            var binder = binder();
            return new JsonPacketCodec(() -> binder, this);
        }

        private JsonBinder binder() {
            var mapper = customizer.apply(JsonMappers.strict(limits));
            if (unknown != null) {
                mapper.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, unknown == UnknownPolicy.REFUSE);
            }
            return new JsonBinder(mapper.build(), limits, !customized);
        }
    }
}
