package dev.rookery.tck;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.util.RawValue;

/** What the tests of {@link StrictPayloadContract} serve and call. */
final class StrictPayloadParts {
    private StrictPayloadParts() {}

    /** Takes one type each. */
    static final class Strict {
        Strict() {}

        @MessagePattern("int")
        String whole(int number) {
            return String.valueOf(number);
        }

        @MessagePattern("double")
        String fraction(double number) {
            return String.valueOf(number);
        }

        @MessagePattern("boolean")
        String truth(boolean truth) {
            return String.valueOf(truth);
        }

        @MessagePattern("text")
        String text(String text) {
            return text;
        }

        @MessagePattern("list")
        String list(List<Integer> numbers) {
            return numbers.toString();
        }

        @MessagePattern("kind")
        String kind(PayloadParts.Kind kind) {
            return kind.name();
        }

        @MessagePattern("bytes")
        String bytes(byte[] bytes) {
            return String.valueOf(bytes.length);
        }

        @MessagePattern("animal")
        String animal(PayloadParts.Animal animal) {
            return animal.name() + " with " + animal.legs();
        }

        @MessagePattern("tree")
        String tree(JsonNode tree) {
            return tree.path("name").asString();
        }

        @MessagePattern("map")
        String map(Map<String, Object> map) {
            return String.valueOf(map.get("name"));
        }

        @MessagePattern("property")
        String property(@Payload("name") Optional<String> name) {
            return name.orElse("none");
        }

        @MessagePattern("deep")
        Object deep(int levels) {
            return new RawValue("[".repeat(levels) + "]".repeat(levels));
        }
    }
}
