package dev.rookery.mqtt;

import dev.rookery.error.CallerGoneException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a server that have sent a value and will send more. They end with the connection. On MQTT 5 each value names the server's topic for
 * farewells as its response topic, and the stream as its correlation data, so that a client of ours that has left a stream can say so: Nest
 * looks at neither.
 */
final class OpenStreams {
    private static final String FAREWELLS = "rookery/gone/";

    private final String farewells =
            FAREWELLS + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    private final AtomicLong lastNumber = new AtomicLong();
    private final ConcurrentHashMap<Long, MqttReply> open = new ConcurrentHashMap<>();

    /** Where clients say that they have left a stream. */
    String farewells() {
        return farewells;
    }

    /** Whether a topic is one for farewells, of this server or of another. */
    static boolean isFarewell(@Nullable String topic) {
        return topic != null && topic.startsWith(FAREWELLS);
    }

    long add(MqttReply stream) {
        long number = lastNumber.incrementAndGet();
        open.put(number, stream);
        return number;
    }

    void remove(long number) {
        open.remove(number);
    }

    /** What each value of a stream carries. */
    MqttProperties mark(long number) {
        return MqttProperties.builder()
                .responseTopic(farewells)
                .correlationData(ByteBuffer.allocate(Long.BYTES).putLong(0, number))
                .build();
    }

    /** What a client publishes that has left the stream of a value. */
    static Publication farewell(String topic, MqttProperties ofValue) {
        return new Publication(
                topic,
                new Payload(new byte[0]),
                0,
                false,
                MqttProperties.builder()
                        .correlationData(
                                ofValue.correlationData() == null ? ByteBuffer.allocate(0) : ofValue.correlationData())
                        .build());
    }

    /** A client said that it has left. */
    void left(Arrival farewell) {
        var data = farewell.properties().correlationData();
        if (farewell.topic().equals(farewells) && data != null && data.remaining() == Long.BYTES) {
            var stream = open.remove(data.getLong(data.position()));
            if (stream != null) {
                stream.callerGone(new CallerGoneException("The caller takes no more of its stream"));
            }
        }
    }

    /** The connection is lost, and its callers have been told so. */
    void end(Throwable why) {
        open.values().forEach(stream -> stream.callerGone(why));
        open.clear();
    }
}
