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

    static byte[] request(String id) {
        var request = MAPPER.createObjectNode();
        request.putObject("pattern").put("cmd", "sum");
        request.set("data", MAPPER.valueToTree(Work.NUMBERS));
        request.put("id", id);
        return MAPPER.writeValueAsBytes(request);
    }

    static byte[] answer(byte[] request) {
        var packet = MAPPER.readTree(request);
        var sum = 0;
        for (var number : packet.get("data")) {
            sum += number.intValue();
        }
        var reply = MAPPER.createObjectNode();
        reply.put("response", sum);
        reply.put("isDisposed", true);
        reply.set("id", packet.get("id"));
        return MAPPER.writeValueAsBytes(reply);
    }

    static JsonNode reply(byte[] reply) {
        return MAPPER.readTree(reply);
    }

    static boolean isRight(JsonNode reply) {
        return reply.get("response").intValue() == SUM;
    }
}
