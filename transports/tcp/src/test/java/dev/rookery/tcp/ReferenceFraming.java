package dev.rookery.tcp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The framing as Nest does it, on whole texts: slow, and simple enough to be right. */
final class ReferenceFraming {
    private ReferenceFraming() {}

    static byte[] frame(String packet) {
        return (packet.length() + "#" + packet).getBytes(StandardCharsets.UTF_8);
    }

    /** The packets of a text that holds nothing but good frames, and perhaps the beginning of one more. */
    static List<String> packets(String text) {
        var packets = new ArrayList<String>();
        var rest = text;
        for (var delimiter = rest.indexOf('#'); delimiter >= 0; delimiter = rest.indexOf('#')) {
            var length = Integer.parseInt(rest.substring(0, delimiter));
            if (rest.length() < delimiter + 1 + length) {
                break;
            }
            packets.add(rest.substring(delimiter + 1, delimiter + 1 + length));
            rest = rest.substring(delimiter + 1 + length);
        }
        return packets;
    }
}
