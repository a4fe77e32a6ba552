package dev.rookery.pattern;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/** A text's weights on the three levels of collation, without those that are ignored. */
final class CollationWeights implements Comparable<CollationWeights> {
    private final long[] primary;
    private final long[] secondary;
    private final long[] tertiary;

    private CollationWeights(long[] elements) {
        this.primary = level(elements, CollationElement::primary);
        this.secondary = level(elements, CollationElement::secondary);
        this.tertiary = level(elements, CollationElement::tertiary);
    }

    static CollationWeights of(String text) {
        return new CollationWeights(CollationTable.ROOT.elementsOf(text));
    }

    private static long[] level(long[] elements, LongUnaryOperator weight) {
        return Arrays.stream(elements).map(weight).filter(each -> each != 0).toArray();
    }

    @Override
    public int compareTo(CollationWeights other) {
        var byBase = Arrays.compare(primary, other.primary);
        if (byBase != 0) {
            return byBase;
        }
        var byAccent = Arrays.compare(secondary, other.secondary);
        return byAccent != 0 ? byAccent : Arrays.compare(tertiary, other.tertiary);
    }
}
