package dev.rookery.kafka;

import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.RookeryException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Which topics there are, and how many partitions they have. Everything here blocks. */
final class Topics {
    private static final int ATTEMPTS = 50;
    private static final long PAUSE_MILLIS = 100;

    private final KafkaOptions options;
    private final Admin admin;
    private final Producer<byte[], byte[]> producer;

    Topics(KafkaOptions options, Admin admin, Producer<byte[], byte[]> producer) {
        this.options = options;
        this.admin = admin;
        this.producer = producer;
    }

    /** How many partitions a topic has for whoever sends to it; it is made if it is missing, where that is allowed. */
    int ready(String topic) {
        var _ = partitions(List.of(topic), true);
        try {
            return producer.partitionsFor(topic).size();
        } catch (RuntimeException error) {
            throw refused("The topic " + topic + " cannot be used", error);
        }
    }

    /** The number of partitions of each topic; those that are missing are made, where that is allowed, else they are left out. */
    Map<String, Integer> partitions(Collection<String> topics, boolean required) {
        var found = new HashMap<String, Integer>();
        var missing = lookUp(topics, found);
        if (missing.isEmpty()) {
            return found;
        }
        if (!options.allowAutoTopicCreation()) {
            if (required) {
                throw new ConnectionRefusedException(
                        "Kafka has no topic " + String.join(", ", missing) + ": make it, or set allowAutoTopicCreation",
                        new UnknownTopicOrPartitionException());
            }
            return found;
        }
        make(missing);
        for (var attempt = 1; !missing.isEmpty(); attempt++) {
            missing = lookUp(missing, found);
            if (!missing.isEmpty()) {
                pause(attempt, missing);
            }
        }
        return found;
    }

    private static void pause(int attempt, List<String> missing) {
        if (attempt > ATTEMPTS) {
            throw new ConnectionRefusedException(
                    "Kafka does not show the topics that were made: " + String.join(", ", missing),
                    new UnknownTopicOrPartitionException());
        }
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            throw new ConnectionRefusedException("Interrupted while topics were made", error);
        }
    }

    /** Adds what there is, and says what is missing. */
    private List<String> lookUp(Collection<String> topics, Map<String, Integer> found) {
        var missing = new ArrayList<String>();
        Map<String, KafkaFuture<TopicDescription>> answers =
                admin.describeTopics(topics).topicNameValues();
        answers.forEach((topic, answer) -> {
            try {
                found.put(topic, answer.get().partitions().size());
            } catch (ExecutionException error) {
                if (!(error.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw refused("The topic " + topic + " cannot be looked up", error);
                }
                missing.add(topic);
            } catch (InterruptedException error) {
                Thread.currentThread().interrupt();
                throw refused("Interrupted while topics were looked up", error);
            }
        });
        return missing;
    }

    private void make(List<String> topics) {
        var answers = admin.createTopics(topics.stream()
                        .map(topic -> new NewTopic(topic, Optional.empty(), Optional.empty()))
                        .toList())
                .values();
        answers.forEach((topic, answer) -> {
            try {
                answer.get();
            } catch (ExecutionException error) {
                if (!(error.getCause() instanceof TopicExistsException)) {
                    throw refused("The topic " + topic + " cannot be made", error);
                }
            } catch (InterruptedException error) {
                Thread.currentThread().interrupt();
                throw refused("Interrupted while topics were made", error);
            }
        });
    }

    /** All topics that there are, but for Kafka's own. */
    Collection<String> all() {
        try {
            return admin.listTopics().names().get();
        } catch (ExecutionException error) {
            throw refused("The topics cannot be listed", error);
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            throw refused("Interrupted while topics were listed", error);
        }
    }

    private static RookeryException refused(String what, Throwable error) {
        var cause = error.getCause() == null ? error : error.getCause();
        return new ConnectionRefusedException(what + ": " + cause.getMessage(), cause);
    }
}
