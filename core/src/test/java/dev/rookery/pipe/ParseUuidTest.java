package dev.rookery.pipe;

import static dev.rookery.pipe.Parsing.assertRefused;
import static dev.rookery.pipe.Parsing.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pipe that takes UUIDs. */
final class ParseUuidTest {
    static class Uuids {
        @MessagePattern("call")
        String call(@Payload("id") @ParseUuid UUID id) {
            return id.toString();
        }
    }

    static class UuidTexts {
        @MessagePattern("call")
        String call(@Payload("id") @ParseUuid(version = {4, 7}) String id) {
            return id;
        }
    }

    @Test
    void a_uuid_comes_as_text() {
        for (var text : List.of(
                "c232ab00-9414-11ec-b3c8-9f6bdeced846",
                "6e5d2b10-3c4f-4a8e-9b7d-0123456789ab",
                "00000000-0000-0000-0000-000000000000",
                "ffffffff-ffff-ffff-ffff-ffffffffffff")) {
            assertThat(call(new Uuids(), Map.of("id", text))).isEqualTo(text);
        }
        assertThat(call(new UuidTexts(), Map.of("id", "6E5D2B10-3C4F-4A8E-9B7D-0123456789AB")))
                .isEqualTo("6E5D2B10-3C4F-4A8E-9B7D-0123456789AB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1-1-1-1-1",
                "6e5d2b10-3c4f-9a8e-9b7d-0123456789ab",
                "6e5d2b10-3c4f-4a8e-7b7d-0123456789ab",
                "6e5d2b103c4f4a8e9b7d0123456789ab",
                "6e5d2b10-3c4f-4a8e-9b7d-0123456789zz"
            })
    void what_is_no_uuid_is_refused(String text) {
        assertRefused(new Uuids(), Map.of("id", text), "id is \"" + text + "\" (expected: a UUID)");
    }

    @Test
    void a_uuid_of_another_version_is_refused() {
        assertRefused(
                new UuidTexts(),
                Map.of("id", "c232ab00-9414-11ec-b3c8-9f6bdeced846"),
                "id is \"c232ab00-9414-11ec-b3c8-9f6bdeced846\" (expected: a UUID of version 4 or 7)");
    }
}
