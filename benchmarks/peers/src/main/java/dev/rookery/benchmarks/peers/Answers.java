package dev.rookery.benchmarks.peers;

import dev.rookery.benchmarks.process.Work;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells whoever asked how the call ended: a wrong answer is a failure. */
public final class Answers {
    private static final int SUM =
            Work.NUMBERS.stream().mapToInt(Integer::intValue).sum();

    private Answers() {}

    /**
     * The sum has come.
     *
     * @param sum of {@link Work#NUMBERS}
     * @param done told that the call has ended
     */
    public static void sum(int sum, Consumer<@Nullable Throwable> done) {
        done.accept(sum == SUM ? null : new IllegalStateException("sum " + sum + " (expected: " + SUM + ")"));
    }

    /**
     * The text has come back.
     *
     * @param work which text was sent
     * @param text what came back
     * @param done told that the call has ended
     */
    public static void text(Work work, String text, Consumer<@Nullable Throwable> done) {
        done.accept(
                text.equals(work.text())
                        ? null
                        : new IllegalStateException("another text came back, of " + text.length() + " characters"));
    }
}
