package dev.rookery.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;

/** A file that a client has sent. It is there until the reply is sent, unless it is moved. Not for several threads at once. */
public final class HttpFile {
    private final MultiPart.Part part;

    HttpFile(MultiPart.Part part) {
        this.part = part;
    }

    /**
     * The name of the form's field.
     *
     * @return a name
     */
    public String name() {
        return String.valueOf(part.getName());
    }

    /**
     * What the client calls the file. It is what anybody may say: to store a file under it is not safe.
     *
     * @return a name, without the directories that stand before it
     */
    public String fileName() {
        var name = String.valueOf(part.getFileName());
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    /**
     * What the client says that the file is.
     *
     * @return a media type, if it says one
     */
    public Optional<String> contentType() {
        return Optional.ofNullable(part.getHeaders().get(HttpHeader.CONTENT_TYPE));
    }

    /**
     * How large it is.
     *
     * @return bytes
     */
    public long size() {
        return part.getLength();
    }

    /**
     * Reads it. Blocks as disks do. May be called again.
     *
     * @return the bytes, from the first on; to be closed
     */
    public InputStream open() {
        return Content.Source.asInputStream(part.newContentSource(part.getBufferPool(), 0, -1));
    }

    /**
     * Reads all of it. Blocks as disks do.
     *
     * @return the bytes
     * @throws UncheckedIOException if it cannot be read
     */
    public byte[] bytes() {
        try (var in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The uploaded file " + fileName() + " cannot be read", e);
        }
    }

    /**
     * Keeps it beyond the reply. Blocks as disks do.
     *
     * @param file where to; what is there is replaced
     * @throws UncheckedIOException if it cannot be written there
     */
    public void moveTo(Path file) {
        try {
            part.writeTo(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The uploaded file " + fileName() + " cannot be moved to " + file, e);
        }
    }

    @Override
    public String toString() {
        return "HttpFile[" + name() + ", " + size() + " bytes]";
    }
}
