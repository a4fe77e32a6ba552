package dev.rookery.brokers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;

/**
 * A file in which services note the numbers that they have handled, one a line, so that the notes outlive whoever is killed. Safe for use by several
 * threads and processes.
 */
public final class Notes {
    private final Path file;
    private final FileChannel channel;

    private Notes(Path file) throws IOException {
        this.file = file;
        this.channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /**
     * Opens the file, or makes it.
     *
     * @param file where
     * @return the notes so far
     */
    public static Notes in(Path file) {
        try {
            return new Notes(file);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /**
     * Notes a number. It is in the file when this returns.
     *
     * @param number what was handled
     */
    public synchronized void add(int number) {
        try {
            var _ = channel.write(ByteBuffer.wrap((number + "\n").getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private List<Integer> numbers() {
        try {
            return Files.readAllLines(file).stream().map(Integer::valueOf).toList();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /**
     * How often something was noted.
     *
     * @return with those that were noted again
     */
    public long count() {
        return numbers().size();
    }

    /**
     * Goes through the notes.
     *
     * @param keys how many keys there are; the key of a number is its remainder
     * @return what they say
     */
    public Report report(int keys) {
        var seen = new BitSet();
        var latest = new HashMap<Integer, Integer>();
        var again = 0;
        var early = new ArrayList<String>();
        for (var number : numbers()) {
            if (seen.get(number)) {
                again++;
                continue;
            }
            seen.set(number);
            var before = latest.put(number % keys, number);
            if (before != null && before > number) {
                early.add(number + " after " + before);
            }
        }
        return new Report(seen.cardinality(), again, List.copyOf(early));
    }

    /**
     * What notes say.
     *
     * @param handled how many different numbers were handled
     * @param again how often one was handled that had been before
     * @param outOfOrder the numbers that were handled for the first time after a later one of their key
     */
    public record Report(int handled, int again, List<String> outOfOrder) {}
}
