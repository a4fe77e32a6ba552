package dev.rookery.kafka;

import dev.rookery.transport.Route;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Which topics a server reads, and which of their partitions were there when it began. */
final class Subscription {
    private final KafkaOptions options;
    private final Collection<Route> routes;
    private final Topics topics;
    private volatile Map<String, Integer> atStart = Map.of();

    Subscription(KafkaOptions options, Collection<Route> routes, Topics topics) {
        this.options = options;
        this.routes = routes;
        this.topics = topics;
    }

    private List<String> names() {
        return routes.stream()
                .filter(route -> !route.isWildcard())
                .map(Route::address)
                .toList();
    }

    private List<String> expressions() {
        return routes.stream().filter(Route::isWildcard).map(Route::address).toList();
    }

    /** Makes the topics that are missing, and looks at those that fit. Blocks. */
    void prepare() {
        var found = new HashMap<String, Integer>();
        if (!names().isEmpty()) {
            found.putAll(topics.partitions(names(), true));
        }
        if (!expressions().isEmpty()) {
            var fitting = topics.all().stream()
                    .filter(topic -> expressions().stream()
                            .anyMatch(expression -> RegexTopics.INSTANCE.matches(expression, topic)))
                    .toList();
            if (!fitting.isEmpty()) {
                found.putAll(topics.partitions(fitting, false));
            }
        }
        atStart = Map.copyOf(found);
    }

    void subscribe(KafkaConsumer<byte[], byte[]> consumer, ConsumerRebalanceListener listener) {
        if (expressions().isEmpty()) {
            consumer.subscribe(names(), listener);
            return;
        }
        var all = Stream.concat(
                        names().stream().map(java.util.regex.Pattern::quote),
                        expressions().stream()
                                .map(expression -> ".*(?:"
                                        + RegexTopics.expression(expression).pattern() + ").*"))
                .collect(Collectors.joining("|"));
        consumer.subscribe(java.util.regex.Pattern.compile(all), listener);
    }

    /** Whether a partition without a committed position is read from its beginning: so are those that came into being later. */
    boolean readsFromBeginning(TopicPartition place) {
        var known = atStart.get(place.topic());
        return options.fromBeginning() || known == null || place.partition() >= known;
    }
}
