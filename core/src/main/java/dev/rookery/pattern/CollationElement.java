package dev.rookery.pattern;

/**
 * A collation element of the Unicode Collation Algorithm (UTS #10), packed into a long: 44 bits of primary weight, 12
 * of secondary, 8 of tertiary. Zero on a level means that the level ignores it.
 */
final class CollationElement {
    private static final int PRIMARY_SHIFT = 20;
    private static final int SECONDARY_SHIFT = 8;
    private static final int CODE_POINT_BITS = 21;
    private static final int COMMON = 1;

    /** The usual tertiary weight: lower case, no variant. */
    private static final int COMMON_TERTIARY = 2;

    private CollationElement() {}

    /** Makes the element of a character that the table ranks. */
    static long ranked(int primary, int secondary, int tertiary) {
        return pack((long) primary << CODE_POINT_BITS, secondary, tertiary);
    }

    /** Makes the element of a character that shares a rank with others, among which the code points decide. */
    static long unranked(int primary, int codePoint) {
        return pack((long) primary << CODE_POINT_BITS | codePoint, COMMON, COMMON_TERTIARY);
    }

    /** Returns the elements with all primary weights so many ranks further. */
    static long[] plus(long[] elements, int ranks) {
        var result = elements.clone();
        for (var i = 0; i < result.length; i++) {
            result[i] += (long) ranks << (CODE_POINT_BITS + PRIMARY_SHIFT);
        }
        return result;
    }

    private static long pack(long primary, int secondary, int tertiary) {
        return primary << PRIMARY_SHIFT | (long) secondary << SECONDARY_SHIFT | tertiary;
    }

    static long primary(long element) {
        return element >>> PRIMARY_SHIFT;
    }

    static long secondary(long element) {
        return element >>> SECONDARY_SHIFT & 0xFFF;
    }

    static long tertiary(long element) {
        return element & 0xFF;
    }
}
