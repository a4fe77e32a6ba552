package dev.rookery.grpc;

import dev.rookery.error.InvalidOptionException;
import io.grpc.Metadata;
import java.util.LinkedHashMap;
import java.util.Map;

/** Metadata as texts. Values of names that end in {@code -bin} are bytes, and no texts. */
final class MetadataText {
    private MetadataText() {}

    /** The texts, of several with one name the last. */
    static Map<String, String> of(Metadata metadata) {
        var texts = new LinkedHashMap<String, String>();
        for (var name : metadata.keys()) {
            if (!name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
                var value = metadata.get(key(name));
                if (value != null) {
                    texts.put(name, value);
                }
            }
        }
        return texts;
    }

    static Metadata metadata(Map<String, ?> texts) {
        var metadata = new Metadata();
        texts.forEach((name, value) -> {
            if (value instanceof byte[] bytes) {
                metadata.put(Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER), bytes);
            } else {
                metadata.put(key(name), String.valueOf(value));
            }
        });
        return metadata;
    }

    static Metadata.Key<String> key(String name) {
        try {
            return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException("metadata", name, "a name of a-z, 0-9, - _ . that does not end in -bin");
        }
    }
}
