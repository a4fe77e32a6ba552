package dev.rookery.examples.docs;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.grpc.GrpcTransporter;
import dev.rookery.kafka.KafkaTransporter;
import dev.rookery.memory.InMemoryTransporter;
import dev.rookery.mqtt.MqttTransporter;
import dev.rookery.mqtt.MqttVersion;
import dev.rookery.nats.NatsTransporter;
import dev.rookery.rabbitmq.RmqAcknowledgement;
import dev.rookery.rabbitmq.RmqTransporter;
import dev.rookery.redis.RedisTransporter;
import dev.rookery.tcp.TcpTransporter;
import dev.rookery.transport.Capability;
import dev.rookery.transport.Transporter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/choosing-a-transport.md says of transports is what they declare, and what was measured. */
final class ChoosingTest {
    private static final Page PAGE = doc("choosing-a-transport");
    private static final Pattern CONSTANT = Pattern.compile("\\(`([A-Z_]+)`\\)");
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(?:\\.\\d+)?");

    /** Each transport with the options that take the most of its capabilities away, and with those that add the most. */
    private static final Map<String, List<Transporter>> TRANSPORTERS = Map.of(
            "tcp", List.of(TcpTransporter.builder().build()),
            "redis",
                    List.of(
                            RedisTransporter.builder().build(),
                            RedisTransporter.builder()
                                    .wildcards(true)
                                    .claimRequests(true)
                                    .build()),
            "nats", List.of(NatsTransporter.builder().build()),
            "mqtt",
                    List.of(
                            MqttTransporter.builder()
                                    .version(MqttVersion.V3_1_1)
                                    .build(),
                            MqttTransporter.builder().qos(1).build()),
            "rabbitmq",
                    List.of(
                            RmqTransporter.builder()
                                    .queue("q")
                                    .acknowledgement(RmqAcknowledgement.AUTOMATIC)
                                    .build(),
                            RmqTransporter.builder().queue("q").mandatory(true).build()),
            "kafka", List.of(KafkaTransporter.builder().build()),
            "grpc",
                    List.of(GrpcTransporter.builder()
                            .packages("hero.v1")
                            .protoPaths(Path.of("src/main/proto/heroes.proto"))
                            .build()),
            "memory", List.of(new InMemoryTransporter()));

    @Test
    void each_cell_of_the_table_is_what_the_transporter_declares() {
        var cells = new HashMap<Capability, List<String>>();
        var columns = List.<String>of();
        for (var line : PAGE.lines()) {
            var constant = CONSTANT.matcher(line);
            if (line.startsWith("| | [tcp]")) {
                columns = cells(line).stream()
                        .map(cell -> cell.replaceAll("[\\[\\]]|\\(.*", ""))
                        .toList();
            } else if (line.startsWith("|") && constant.find()) {
                cells.put(Capability.valueOf(constant.group(1)), cells(line));
            }
        }

        assertThat(columns).containsExactlyInAnyOrderElementsOf(TRANSPORTERS.keySet());
        assertThat(cells).containsOnlyKeys(EnumSet.allOf(Capability.class));
        for (var index = 0; index < columns.size(); index++) {
            for (var capability : Capability.values()) {
                assertThat(kind(cells.getOrDefault(capability, List.of()).get(index)))
                        .as("%s of %s", capability, columns.get(index))
                        .isEqualTo(declared(capability, TRANSPORTERS.getOrDefault(columns.get(index), List.of())));
            }
        }
    }

    @Test
    void figures_are_those_of_the_page_on_performance() {
        var measured = numbers(doc("performance"));
        var costs = PAGE.lines().stream()
                .dropWhile(line -> !line.equals("## What a call costs"))
                .takeWhile(line -> !line.equals("## Advice"))
                .flatMap(line -> NUMBER.matcher(line.replaceAll("`[^`]*`", "")).results())
                .map(number -> number.group().replaceAll(",$", ""))
                .filter(number -> number.length() > 2)
                .toList();

        assertThat(costs).hasSizeGreaterThan(20);
        assertThat(measured).containsAll(costs);
    }

    private static String kind(String cell) {
        return switch (cell) {
            case "✓", "–" -> cell;
            default -> "by option";
        };
    }

    private static String declared(Capability capability, List<Transporter> transporters) {
        var answers = transporters.stream()
                .map(transporter -> transporter.capabilities().contains(capability))
                .collect(toSet());
        return answers.size() == 2 ? "by option" : answers.contains(true) ? "✓" : "–";
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.split("\\|")).skip(2).map(String::strip).toList();
    }

    private static Set<String> numbers(Page page) {
        return page.lines().stream()
                .flatMap(line -> NUMBER.matcher(line).results())
                .map(number -> number.group().replaceAll(",$", ""))
                .collect(toSet());
    }

    private static Page doc(String name) {
        return Page.of(Repository.ROOT.resolve("docs/" + name + ".md"));
    }
}
