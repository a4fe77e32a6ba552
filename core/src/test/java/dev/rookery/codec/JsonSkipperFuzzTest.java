package dev.rookery.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rookery.error.UndecodableMessageException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What is JSON to Jackson is JSON to us, and nothing else is. */
class JsonSkipperFuzzTest {
    private static final JsonLimits LIMITS = new JsonLimits(16, 100_000, 20, 100_000);
    private static final JsonMapper MAPPER = JsonMappers.strict(LIMITS).build();

    @FuzzTest(maxDuration = "30s")
    void any_text_is_json_to_both_or_to_none(byte[] bytes) {
        if (!isUtf8(bytes)) {
            return; // Jackson lets some sequences pass that are no UTF-8; ours become U+FFFD, as in Node
        }
        var ours = isSkipped(bytes);
        var theirs = isRead(bytes);
        if (ours != theirs) {
            throw new AssertionError(
                    (ours ? "only we" : "only Jackson") + " took " + new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private static boolean isSkipped(byte[] bytes) {
        try {
            var skipper = new JsonSkipper(bytes, 0, bytes.length, LIMITS);
            skipper.value();
            skipper.requireEnd();
            return true;
        } catch (UndecodableMessageException refused) {
            return false;
        }
    }

    private static boolean isRead(byte[] bytes) {
        try (var parser = MAPPER.createParser(bytes)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null;
        } catch (JacksonException refused) {
            return false;
        }
    }
}
