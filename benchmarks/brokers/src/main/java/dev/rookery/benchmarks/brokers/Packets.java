package dev.rookery.benchmarks.brokers;

import dev.rookery.benchmarks.process.Work;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Nest's packets by hand, as far as the sum of five numbers needs them. */
final class Packets {
    /** What the request is sent to. */
    static final String ROUTE = "{\"cmd\":\"sum\"}";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int SUM = 15;

    private Packets() {}

    /** An event as it is on the wire where pattern and data share a packet. */
    static byte[] event(String pattern) {
        var event = MAPPER.createObjectNode();
        event.put("pattern", pattern);
        event.set("data", MAPPER.valueToTree(Work.NUMBERS));
        return MAPPER.writeValueAsBytes(event);
    }

    /** The data alone, which is all that a message of Kafka has. */
    static byte[] data() {
        return MAPPER.writeValueAsBytes(Work.NUMBERS);
    }

    static byte[] request(String id) {
        var request = MAPPER.createObjectNode();
        request.putObject("pattern").put("cmd", "sum");
        request.set("data", MAPPER.valueToTree(Work.NUMBERS));
        request.put("id", id);
        return MAPPER.writeValueAsBytes(request);
    }

    static byte[] answer(byte[] request) {
        var packet = MAPPER.readTree(request);
        var sum = sum(packet.get("data"));
        var reply = MAPPER.createObjectNode();
        reply.put("response", sum);
        reply.put("isDisposed", true);
        reply.set("id", packet.get("id"));
        return MAPPER.writeValueAsBytes(reply);
    }

    /** What the sum of the numbers in a message without a packet is, in JSON. */
    static byte[] answerToData(byte[] data) {
        return MAPPER.writeValueAsBytes(sumOfData(data));
    }

    static int sumOfEvent(byte[] event) {
        return sum(MAPPER.readTree(event).get("data"));
    }

    static int sumOfData(byte[] data) {
        return sum(MAPPER.readTree(data));
    }

    private static int sum(JsonNode numbers) {
        var sum = 0;
        for (var number : numbers) {
            sum += number.intValue();
        }
        return sum;
    }

    static JsonNode read(byte[] json) {
        return MAPPER.readTree(json);
    }

    static boolean isSum(JsonNode value) {
        return value.intValue() == SUM;
    }
}
