package dev.rookery.architecture.options;

import dev.rookery.client.ClientOptions;
import dev.rookery.grpc.GrpcOptions;
import dev.rookery.grpc.GrpcTransporter;
import dev.rookery.grpc.GrpcTransporterFactory;
import dev.rookery.kafka.KafkaOptions;
import dev.rookery.kafka.KafkaTransporter;
import dev.rookery.kafka.KafkaTransporterFactory;
import dev.rookery.mqtt.MqttOptions;
import dev.rookery.mqtt.MqttTransporter;
import dev.rookery.mqtt.MqttTransporterFactory;
import dev.rookery.nats.NatsOptions;
import dev.rookery.nats.NatsTransporter;
import dev.rookery.nats.NatsTransporterFactory;
import dev.rookery.rabbitmq.RmqOptions;
import dev.rookery.rabbitmq.RmqTransporter;
import dev.rookery.rabbitmq.RmqTransporterFactory;
import dev.rookery.redis.RedisOptions;
import dev.rookery.redis.RedisTransporter;
import dev.rookery.redis.RedisTransporterFactory;
import dev.rookery.server.ServerOptions;
import dev.rookery.tcp.TcpOptions;
import dev.rookery.tcp.TcpTransporter;
import dev.rookery.tcp.TcpTransporterFactory;
import dev.rookery.transport.TransporterFactory;
import dev.rookery.web.HttpDoor;
import dev.rookery.web.HttpOptions;
import dev.rookery.web.WebSocketOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that has options.
 *
 * @param name what its tables are called
 * @param type the record of its options
 * @param builder begins with what has to be said
 * @param factory makes it of a configuration; null if there is none
 * @param needed what has to be said in a configuration
 */
record Subject(
        String name,
        Class<? extends Record> type,
        Supplier<Object> builder,
        @Nullable TransporterFactory factory,
        Map<String, String> needed) {

    static final List<Subject> ALL = List.of(
            new Subject("tcp", TcpOptions.class, TcpTransporter::builder, new TcpTransporterFactory(), Map.of()),
            new Subject(
                    "redis", RedisOptions.class, RedisTransporter::builder, new RedisTransporterFactory(), Map.of()),
            new Subject("nats", NatsOptions.class, NatsTransporter::builder, new NatsTransporterFactory(), Map.of()),
            new Subject("mqtt", MqttOptions.class, MqttTransporter::builder, new MqttTransporterFactory(), Map.of()),
            new Subject(
                    "rabbitmq",
                    RmqOptions.class,
                    () -> RmqTransporter.builder().queue("math"),
                    new RmqTransporterFactory(),
                    Map.of("queue", "math")),
            new Subject(
                    "kafka", KafkaOptions.class, KafkaTransporter::builder, new KafkaTransporterFactory(), Map.of()),
            new Subject(
                    "grpc",
                    GrpcOptions.class,
                    () -> GrpcTransporter.builder().descriptors(),
                    new GrpcTransporterFactory(),
                    Map.of()),
            new Subject("server", ServerOptions.class, ServerOptions::builder, null, Map.of()),
            new Subject("client", ClientOptions.class, ClientOptions::builder, null, Map.of()),
            new Subject("http", HttpOptions.class, HttpDoor::builder, null, Map.of()),
            new Subject("websocket", WebSocketOptions.class, WebSocketOptions::builder, null, Map.of()));

    static Stream<Subject> all() {
        return ALL.stream();
    }

    static Stream<Subject> transports() {
        return all().filter(subject -> subject.factory() != null);
    }

    /** The options where nothing is said but what has to be. */
    Record defaults() {
        return Reflections.built(builder.get(), type);
    }

    List<Option> options() {
        return Option.of(type, defaults());
    }

    @Override
    public String toString() {
        return name;
    }
}
