package dev.rookery.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of the repository that is made from the code, and that the tests compare with it. They write it only when they are told to.
 *
 * @param file where it is
 */
record KeptText(Path file) {

    /** What has Maven write the files anew instead of comparing them. */
    static final String ACCEPT =
            "bin/maven test -pl testing/architecture -am -Dtest='PublicApi*Test' -Dsurefire.failIfNoSpecifiedTests=false -Dapi.accept";

    private static final String ACCEPT_PROPERTY = "api.accept";

    /** Its lines; none when there is no such file. With {@code -Dapi.accept} the lines are written first. */
    List<String> linesFor(List<String> current) {
        try {
            if (Boolean.parseBoolean(System.getProperty(ACCEPT_PROPERTY))) {
                Files.createDirectories(file.getParent());
                Files.write(file, current);
            }
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
