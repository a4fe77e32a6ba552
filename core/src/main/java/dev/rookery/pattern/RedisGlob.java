package dev.rookery.pattern;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * One glob, read as {@code stringmatchlen} of Redis 7 reads it: by bytes, with an unfinished set ending where the glob ends, and with nothing
 * fitting the empty name but the empty glob. Immutable.
 */
final class RedisGlob {
    private static final int BYTES = 256;

    private final List<Part> parts;

    private RedisGlob(List<Part> parts) {
        this.parts = parts;
    }

    /** What stands for one byte, or, where it is repeated, for any number of any. */
    private record Part(boolean repeated, BitSet bytes) {
        boolean fits(byte each) {
            return bytes.get(Byte.toUnsignedInt(each));
        }
    }

    static RedisGlob of(String glob) {
        return new RedisGlob(new Reader(glob.getBytes(StandardCharsets.UTF_8)).read());
    }

    boolean matches(byte[] name) {
        if (name.length == 0) {
            return parts.isEmpty();
        }
        var part = 0;
        var at = 0;
        var afterStar = -1;
        var swallowed = 0;
        while (at < name.length) {
            if (part < parts.size() && parts.get(part).repeated()) {
                afterStar = ++part;
                swallowed = at;
            } else if (part < parts.size() && parts.get(part).fits(name[at])) {
                part++;
                at++;
            } else if (afterStar >= 0) {
                part = afterStar;
                at = ++swallowed;
            } else {
                return false;
            }
        }
        while (part < parts.size() && parts.get(part).repeated()) {
            part++;
        }
        return part == parts.size();
    }

    /** Reads a glob once, from its begin to its end. */
    private static final class Reader {
        private final byte[] glob;
        private int at;

        Reader(byte[] glob) {
            this.glob = glob;
        }

        List<Part> read() {
            var parts = new ArrayList<Part>();
            while (at < glob.length) {
                parts.add(part());
            }
            return List.copyOf(parts);
        }

        private Part part() {
            var each = glob[at++];
            return switch (each) {
                case '*' -> new Part(true, new BitSet());
                case '?' -> new Part(false, all());
                case '[' -> new Part(false, set());
                case '\\' -> new Part(false, only(at < glob.length ? glob[at++] : each));
                default -> new Part(false, only(each));
            };
        }

        private static BitSet all() {
            var all = new BitSet(BYTES);
            all.set(0, BYTES);
            return all;
        }

        private static BitSet only(byte each) {
            var only = new BitSet(BYTES);
            only.set(Byte.toUnsignedInt(each));
            return only;
        }

        private BitSet set() {
            var set = new BitSet(BYTES);
            var not = at < glob.length && glob[at] == '^';
            if (not) {
                at++;
            }
            while (at < glob.length && glob[at] != ']') {
                addMember(set);
            }
            at++; // the bracket, where there is one
            if (not) {
                set.flip(0, BYTES);
            }
            return set;
        }

        private void addMember(BitSet set) {
            var left = glob.length - at;
            if (glob[at] == '\\' && left >= 2) {
                set.set(Byte.toUnsignedInt(glob[at + 1]));
                at += 2;
            } else if (left >= 3 && glob[at + 1] == '-') {
                addRange(set, glob[at], glob[at + 2]);
                at += 3;
            } else {
                set.set(Byte.toUnsignedInt(glob[at++]));
            }
        }

        /** From one byte to another, in either order; bytes have a sign, as where Redis runs on x86. */
        private static void addRange(BitSet set, byte one, byte other) {
            for (var each = Math.min(one, other); each <= Math.max(one, other); each++) {
                set.set(each & (BYTES - 1));
            }
        }
    }
}
