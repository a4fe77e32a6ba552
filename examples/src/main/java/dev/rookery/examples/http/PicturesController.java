package dev.rookery.examples.http;

import dev.rookery.annotation.Controller;
import dev.rookery.web.Body;
import dev.rookery.web.HttpFile;
import dev.rookery.web.Multipart;
import dev.rookery.web.Post;
import dev.rookery.web.UploadedFile;
import java.nio.file.Path;
import java.util.function.Consumer;

@Controller
final class PicturesController {
    /** Where pictures go. */
    interface Archive {
        long store(Caption caption, Consumer<Path> writer);
    }

    record Caption(String title, int year) {}

    private final Archive archive;

    PicturesController(Archive archive) {
        this.archive = archive;
    }

    @Post("pictures")
    @Multipart(maxBytes = 5_000_000)
    long upload(@UploadedFile("picture") HttpFile file, @Body Caption caption) {
        return archive.store(caption, file::moveTo);
    }
}
