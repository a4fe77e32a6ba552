package dev.rookery.benchmarks.run;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a process is started.
 *
 * @param words the program and its arguments
 */
public record Command(List<String> words) {
    /** Copies the words. */
    public Command {
        words = List.copyOf(words);
    }

    /**
     * The same with more arguments.
     *
     * @param arguments what comes behind the others
     * @return another command
     */
    public Command with(String... arguments) {
        return new Command(Stream.concat(words.stream(), Stream.of(arguments)).toList());
    }
}
