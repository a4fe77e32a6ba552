package dev.rookery.interop;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client sends, and how the answers of Nest and of Java compare.
 *
 * @param path where it connects
 * @param sent what it sends, as steps of the peer
 * @param nest the frames that Nest answers; JSON as it is compared
 * @param java those of Java; the same list where both answer alike
 * @param why why they differ; null where they do not
 */
record WsCase(
        String path,
        String sent,
        List<String> nest,
        List<String> java,
        @Nullable String why) {

    /** Both answer an event with the same frames. */
    static WsCase event(String event, String... frames) {
        return text("{\"event\":\"" + event + "\"}", frames);
    }

    static WsCase event(String event, int data, String... frames) {
        return text("{\"event\":\"" + event + "\",\"data\":" + data + "}", frames);
    }

    /** Both answer a text with the same frames. */
    static WsCase text(String text, String... frames) {
        return steps("/live", NestJson.line(NestJson.tree(List.of(Map.of("text", text)))), frames);
    }

    static WsCase steps(String path, String steps, String... frames) {
        return new WsCase(path, steps, List.of(frames), List.of(frames), null);
    }

    /** Java answers with other frames. */
    WsCase inJava(String reason, String... frames) {
        return new WsCase(path, sent, nest, List.of(frames), reason);
    }

    JsonNode visit(int frames) {
        return NestJson.json("{\"path\":\"" + path + "\",\"send\":" + sent + ",\"frames\":" + frames + "}");
    }

    @Override
    public String toString() {
        return path + " " + sent + (why == null ? "" : " (differs: " + why + ")");
    }
}
