package dev.rookery.web;

import dev.rookery.codec.PacketCodec;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/** Takes a form with files as it arrives, in a limited time: large files go to disk, the rest stays in memory. Jetty deletes the files when the reply is sent. */
final class UploadReader {
    /** What is larger is kept on disk if it is a file, and too large if it is a field. */
    private static final long MAX_BYTES_IN_MEMORY = 64 * 1024;

    private final Request request;
    private final Multipart limits;
    private final Path directory;
    private final PacketCodec codec;

    UploadReader(Request request, Multipart limits, Path directory, PacketCodec codec) {
        this.request = request;
        this.limits = limits;
        this.directory = directory;
        this.codec = codec;
    }

    /**
     * Begins to read.
     *
     * @param limit how long the body may take; zero for as long as it likes
     * @param whenRead told what came, on a thread of Jetty's
     * @param whenFailed told in its place why there is nothing
     */
    void start(Duration limit, Consumer<Upload> whenRead, Consumer<Throwable> whenFailed) {
        var contentType = String.valueOf(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
        if (MultiPart.extractBoundary(contentType) == null) {
            whenFailed.accept(noForm());
            return;
        }
        if (request.getLength() > limits.maxBytes()) {
            whenFailed.accept(BodyReader.tooLarge());
            return;
        }
        var deadline = BodyDeadline.of(request, limit);
        var read = Promise.Invocable.<MultiPartFormData.Parts>from(InvocationType.BLOCKING, (parts, failure) -> {
            deadline.end();
            if (failure == null) {
                take(parts, whenRead, whenFailed);
            } else {
                whenFailed.accept(meaning(failure));
            }
        });
        MultiPartFormData.onParts(request, request, contentType, config(), read);
    }

    /** What is thrown here would be seen by nobody, and the request never answered. */
    private void take(MultiPartFormData.Parts parts, Consumer<Upload> whenRead, Consumer<Throwable> whenFailed) {
        try {
            whenRead.accept(upload(parts));
        } catch (RuntimeException | Error error) {
            whenFailed.accept(error);
        }
    }

    private MultiPartConfig config() {
        return new MultiPartConfig.Builder()
                .location(directory)
                .maxParts(limits.maxParts())
                .maxSize(limits.maxBytes())
                .maxPartSize(limits.maxPartBytes())
                .maxMemoryPartSize(MAX_BYTES_IN_MEMORY)
                .useFilesForPartsWithoutFileName(false)
                .build();
    }

    /** Jetty has exceptions of no particular kind for limits, and for a form that has no end. */
    private static Throwable meaning(Throwable failure) {
        return switch (failure) {
            case IllegalStateException _ -> BodyReader.tooLarge();
            case EOFException _ -> noForm();
            default -> failure;
        };
    }

    private static Throwable noForm() {
        return new HttpException.RuntimeException(Statuses.BAD_REQUEST);
    }

    private Upload upload(MultiPartFormData.Parts parts) {
        var fields = new LinkedHashMap<String, List<String>>();
        var files = new ArrayList<HttpFile>();
        for (var part : parts) {
            if (part.getFileName() != null) {
                files.add(new HttpFile(part));
            } else if (part.getName() != null) {
                fields.computeIfAbsent(part.getName(), _ -> new ArrayList<>()).add(text(part));
            }
        }
        return new Upload(new FieldsBody(fields, codec), List.copyOf(files));
    }

    /** UTF-8, unless the field has a charset of its own. */
    private static String text(MultiPart.Part field) {
        try {
            return field.getContentAsString(StandardCharsets.UTF_8);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new HttpException.RuntimeException(Statuses.UNSUPPORTED_MEDIA_TYPE, unknown);
        } catch (IllegalArgumentException | UncheckedIOException noText) { // what is read is in memory
            throw new HttpException.RuntimeException(Statuses.BAD_REQUEST, noText);
        }
    }
}
