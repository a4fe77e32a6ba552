package dev.rookery.pipe;

import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * UUIDs as RFC 9562 has them.
 *
 * @param versions those that are taken; none for any, and for Nil and Max
 * @param asText whether a text stays one
 */
record UuidParser(List<Integer> versions, boolean asText) implements ValueParser {
    static final int FIRST_VERSION = 1;
    static final int LAST_VERSION = 8;
    private static final int RFC_VARIANT = 2;
    private static final int LENGTH = 36;
    private static final UUID NIL = new UUID(0, 0);
    private static final UUID MAX = new UUID(-1, -1);

    @Override
    public Serializable parse(@Nullable Object value) {
        var uuid = value instanceof UUID already ? already : ofText(value);
        if (!isTaken(uuid)) {
            throw unfit(value);
        }
        return asText ? String.valueOf(value) : uuid;
    }

    /** {@code UUID.fromString} also takes {@code 1-1-1-1-1}. */
    private UUID ofText(@Nullable Object value) {
        if (!(value instanceof String text) || text.length() != LENGTH) {
            throw unfit(value);
        }
        try {
            var uuid = UUID.fromString(text);
            if (!uuid.toString().equalsIgnoreCase(text)) {
                throw unfit(value);
            }
            return uuid;
        } catch (IllegalArgumentException e) {
            throw unfit(value);
        }
    }

    private boolean isTaken(UUID uuid) {
        if (versions.isEmpty() && (uuid.equals(NIL) || uuid.equals(MAX))) {
            return true;
        }
        var version = uuid.version();
        return uuid.variant() == RFC_VARIANT
                && (versions.isEmpty()
                        ? version >= FIRST_VERSION && version <= LAST_VERSION
                        : versions.contains(version));
    }

    private UnfitException unfit(@Nullable Object value) {
        return new UnfitException(value, expected());
    }

    @Override
    public String expected() {
        return versions.isEmpty()
                ? "a UUID"
                : versions.stream().map(String::valueOf).collect(Collectors.joining(" or ", "a UUID of version ", ""));
    }

    @Override
    public boolean makes(Class<?> type) {
        return type == (asText ? String.class : UUID.class);
    }
}
