package dev.rookery.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notes tell what was lost, what came again, and what came too early. */
final class NotesTest {
    @TempDir
    private Path folder;

    @Test
    void notes_tell_what_came_again_and_what_came_too_early() {
        var notes = Notes.in(folder.resolve("notes"));
        for (var number : List.of(0, 1, 3, 1, 2, 4)) { // of two keys, the odd ones and the even ones
            notes.add(number);
        }
        for (var number : List.of(7, 5)) {
            Notes.in(folder.resolve("notes")).add(number);
        }

        assertThat(notes.count()).isEqualTo(8);
        assertThat(notes.report(2)).isEqualTo(new Notes.Report(7, 1, List.of("5 after 7")));
    }
}
