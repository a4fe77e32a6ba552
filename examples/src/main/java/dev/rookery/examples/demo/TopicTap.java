package dev.rookery.examples.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Shows the records of the demo's topics, as any other consumer reads them. Nothing can stand between a client and Kafka as it can elsewhere: the brokers
 * tell clients by which address they want to be reached. Used by one thread.
 */
final class TopicTap implements Tap {
    private static final Set<String> CALLED =
            Set.of("math.sum", "countdown", "user_created", "users", "reserve", "nobody", "slow");
    private static final String REPLIES = ".reply";
    private static final int SHOWN = 160;
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** What a terminal could not show. */
    private static final Pattern UNSHOWABLE = Pattern.compile("[\\p{Cntrl}\\x{FFFD}]");

    private final URI address;
    private final Consumer<String> show;
    private final KafkaConsumer<byte[], byte[]> consumer;
    /** Of partitions, the offset of what is to be shown next. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    TopicTap(URI address, Consumer<String> show) {
        this.address = address;
        this.show = show;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        address.getAuthority(),
                        "client.id",
                        "rookery-demo-tap",
                        "allow.auto.create.topics",
                        false,
                        "fetch.max.wait.ms",
                        20),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        next.putAll(consumer.endOffsets(partitions()));
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public void show() {
        var ends = consumer.endOffsets(partitions());
        consumer.assign(ends.keySet());
        ends.keySet().forEach(place -> consumer.seek(place, next.getOrDefault(place, 0L)));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!isReadTo(ends) && System.nanoTime() - deadline < 0) {
            consumer.poll(POLL).forEach(records::add);
        }
        ends.keySet().forEach(place -> next.put(place, consumer.position(place)));
        records.sort(Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                .thenComparing(TopicTap::isReply));
        records.forEach(record -> show.accept(line(record)));
    }

    private boolean isReadTo(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Those of the demo's topics; some come into being while it runs. */
    private List<TopicPartition> partitions() {
        return consumer.listTopics().entrySet().stream()
                .filter(topic -> isOfDemo(topic.getKey()))
                .flatMap(topic -> topic.getValue().stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static boolean isOfDemo(String topic) {
        return CALLED.contains(topic.endsWith(REPLIES) ? topic.substring(0, topic.length() - REPLIES.length()) : topic);
    }

    private static boolean isReply(ConsumerRecord<byte[], byte[]> record) {
        return record.topic().endsWith(REPLIES);
    }

    private static String line(ConsumerRecord<byte[], byte[]> record) {
        var headers = StreamSupport.stream(record.headers().spliterator(), false)
                .map(TopicTap::text)
                .collect(Collectors.joining(" "));
        var line = record.topic() + "-" + record.partition() + "@" + record.offset()
                + (record.key() == null ? "" : " key " + text(record.key())) + " [" + headers + "] "
                + text(record.value());
        return (isReply(record) ? "    ← " : "    → ") + line;
    }

    private static String text(Header header) {
        return header.key() + "=" + text(header.value());
    }

    private static String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "null";
        }
        var text = UNSHOWABLE.matcher(new String(bytes, UTF_8)).replaceAll("·");
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    @Override
    public void close() {
        consumer.close();
    }
}
