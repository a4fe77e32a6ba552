package dev.rookery.codec;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.LogicalType;

/** How payloads become values: no type is taken for another, nothing is polymorphic, and what JavaScript writes is understood. */
final class JsonMappers {
    private JsonMappers() {}

    static JsonMapper.Builder strict(JsonLimits limits) {
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth())
                .maxNameLength(limits.maxNameLength())
                .maxNumberLength(limits.maxNumberLength())
                .maxStringLength(limits.maxStringLength())
                .build();
        var factory = JsonFactory.builder()
                .streamReadConstraints(constraints)
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION) // packets are UTF-8; slices count its bytes
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE) // escapes as JavaScript writes them
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .build();
        return JsonMapper.builder(factory)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfigDefaults(config -> config.setAcceptBlankAsEmpty(false)
                        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Textual,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(javaScript());
    }

    private static SimpleModule javaScript() {
        return new SimpleModule("rookery-javascript")
                .addDeserializer(byte[].class, new NodeBufferDeserializer())
                .addSerializer(Double.class, new DoubleSerializer(Double.class))
                .addSerializer(Double.TYPE, new DoubleSerializer(Double.TYPE))
                .addSerializer(Float.class, new FloatSerializer(Float.class))
                .addSerializer(Float.TYPE, new FloatSerializer(Float.TYPE))
                .addSerializer(double[].class, new DoublesSerializer())
                .addSerializer(float[].class, new FloatsSerializer());
    }

    /** Bytes as base64 text, or as Node writes a Buffer: {@code {"type":"Buffer","data":[104,105]}}. */
    private static final class NodeBufferDeserializer extends StdDeserializer<byte[]> {
        NodeBufferDeserializer() {
            super(byte[].class);
        }

        @Override
        public byte @Nullable [] deserialize(JsonParser parser, DeserializationContext context) {
            return switch (parser.currentToken()) {
                case START_OBJECT -> buffer(parser, context);
                case VALUE_STRING -> base64(parser, context);
                case VALUE_EMBEDDED_OBJECT -> embedded(parser, context);
                default -> (byte[]) context.handleUnexpectedToken(byte[].class, parser);
            };
        }

        /** Bytes of a tree that was never JSON. */
        private static byte[] embedded(JsonParser parser, DeserializationContext context) {
            return parser.getEmbeddedObject() instanceof byte[] bytes
                    ? bytes
                    : (byte[]) context.handleUnexpectedToken(byte[].class, parser);
        }

        private static byte[] base64(JsonParser parser, DeserializationContext context) {
            try {
                return Base64.getDecoder().decode(parser.getString());
            } catch (IllegalArgumentException e) {
                return (byte[]) context.handleWeirdStringValue(byte[].class, "", "no base64");
            }
        }

        private static byte[] buffer(JsonParser parser, DeserializationContext context) {
            byte[] data = null;
            var type = "";
            for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                var token = parser.nextToken();
                if (name.equals("type") && token == JsonToken.VALUE_STRING) {
                    type = parser.getString();
                } else if (name.equals("data") && token == JsonToken.START_ARRAY) {
                    data = numbers(parser, context);
                } else {
                    parser.skipChildren();
                }
            }
            return data != null && type.equals("Buffer")
                    ? data
                    : (byte[]) context.handleUnexpectedToken(byte[].class, parser);
        }

        private static byte[] numbers(JsonParser parser, DeserializationContext context) {
            var bytes = new java.io.ByteArrayOutputStream();
            for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token != JsonToken.VALUE_NUMBER_INT || !isByte(parser)) {
                    return (byte[]) context.handleUnexpectedToken(byte[].class, parser);
                }
                bytes.write(parser.getIntValue());
            }
            return bytes.toByteArray();
        }

        private static boolean isByte(JsonParser parser) {
            return parser.getNumberType() == JsonParser.NumberType.INT
                    && parser.getIntValue() >= 0
                    && parser.getIntValue() <= 255;
        }
    }

    private static void writeNumber(double value, JsonGenerator generator) {
        if (Double.isFinite(value)) {
            generator.writeNumber(value);
        } else {
            generator.writeNull();
        }
    }

    private static void writeNumber(float value, JsonGenerator generator) {
        if (Float.isFinite(value)) {
            generator.writeNumber(value);
        } else {
            generator.writeNull();
        }
    }

    /** As JavaScript: NaN and the infinities are null. */
    private static final class DoubleSerializer extends StdSerializer<Double> {
        DoubleSerializer(Class<Double> type) {
            super(type);
        }

        @Override
        public void serialize(Double value, JsonGenerator generator, SerializationContext context) {
            writeNumber(value, generator);
        }
    }

    /** As JavaScript: NaN and the infinities are null. */
    private static final class FloatSerializer extends StdSerializer<Float> {
        FloatSerializer(Class<Float> type) {
            super(type);
        }

        @Override
        public void serialize(Float value, JsonGenerator generator, SerializationContext context) {
            writeNumber(value, generator);
        }
    }

    /** As JavaScript: NaN and the infinities are null. */
    private static final class DoublesSerializer extends StdSerializer<double[]> {
        DoublesSerializer() {
            super(double[].class);
        }

        @Override
        public void serialize(double[] values, JsonGenerator generator, SerializationContext context) {
            generator.writeStartArray();
            for (var value : values) {
                writeNumber(value, generator);
            }
            generator.writeEndArray();
        }
    }

    /** As JavaScript: NaN and the infinities are null. */
    private static final class FloatsSerializer extends StdSerializer<float[]> {
        FloatsSerializer() {
            super(float[].class);
        }

        @Override
        public void serialize(float[] values, JsonGenerator generator, SerializationContext context) {
            generator.writeStartArray();
            for (var value : values) {
                writeNumber(value, generator);
            }
            generator.writeEndArray();
        }
    }
}
