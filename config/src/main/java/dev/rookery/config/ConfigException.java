package dev.rookery.config;

import dev.rookery.error.RookeryException;
import java.util.List;

/**
 * A configuration cannot be used. The message names every mistake: the key, its value unless that looks secret, where it comes from, and
 * what was expected.
 */
public final class ConfigException extends RookeryException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> mistakes;

    ConfigException(List<String> mistakes) {
        super(told(mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    ConfigException(String mistake, Throwable cause) {
        super(mistake, cause);
        this.mistakes = List.of(mistake);
    }

    private static String told(List<String> mistakes) {
        if (mistakes.size() == 1) {
            return mistakes.getFirst();
        }
        var message = new StringBuilder("The configuration has " + mistakes.size() + " mistakes:");
        for (var index = 0; index < mistakes.size(); index++) {
            message.append("\n").append(index + 1).append(". ").append(mistakes.get(index));
        }
        return message.toString();
    }

    /**
     * The mistakes, one by one.
     *
     * @return at least one
     */
    public List<String> mistakes() {
        return mistakes;
    }
}
