package dev.rookery.web;

import dev.rookery.error.InvalidOptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.jspecify.annotations.Nullable;

/**
 * Files that are served as they are, where no handler has the path: pages, scripts, pictures. What Nest's {@code ServeStaticModule} does. Files have an
 * {@code ETag} and ranges, {@code index.html} stands for its directory, and where a client takes it, {@code x.js.gz} for {@code x.js}; directories are
 * not listed, links that lead out of the directory are not followed, and what has a dot before its name is not served, as {@code .env}, but for
 * {@code .well-known}.
 *
 * @param directory where the files are; null where they are on the class path
 * @param classPath the folder of the class path that they are in; null where they are in a directory
 * @param path what their paths begin with; {@code /}, the default, for nothing. The global prefix does not count for them
 * @param maxAge how long clients may use a file without asking whether it has changed; default zero
 * @param singlePage whether {@code index.html} is the answer to each other path that a browser navigates to, as a page needs that does its own routing;
 *     default false
 */
public record HttpFiles(
        @Nullable Path directory, @Nullable String classPath, String path, Duration maxAge, boolean singlePage) {
    /** Checks the options. */
    public HttpFiles {
        if ((directory == null) == (classPath == null)) {
            throw new InvalidOptionException("files", directory, "a directory, or a folder of the class path");
        }
        if (directory != null && !Files.isDirectory(directory)) {
            throw new InvalidOptionException("files", directory, "a directory that is there");
        }
        if (!path.startsWith("/")) {
            throw new InvalidOptionException("files.path", path, "a path that begins with a slash");
        }
        if (maxAge.isNegative()) {
            throw new InvalidOptionException("files.maxAge", maxAge, ">= 0");
        }
    }

    /**
     * The files of a directory and those below it.
     *
     * @param directory a directory
     * @return the files, at {@code /}
     * @throws InvalidOptionException if it is none
     */
    public static HttpFiles directory(Path directory) {
        return new HttpFiles(directory, null, "/", Duration.ZERO, false);
    }

    /**
     * The files of a folder of the class path and those below it, as of a jar.
     *
     * @param folder as {@code public} for {@code src/main/resources/public}. A missing one is an error when the door opens
     * @return the files, at {@code /}
     */
    public static HttpFiles classPath(String folder) {
        return new HttpFiles(null, folder, "/", Duration.ZERO, false);
    }

    /**
     * The same below a path.
     *
     * @param prefix as {@code /static}
     * @return a changed copy
     */
    public HttpFiles at(String prefix) {
        return new HttpFiles(directory, classPath, prefix, maxAge, singlePage);
    }

    /**
     * The same with another age.
     *
     * @param age how long clients may use a file without asking; zero has them ask each time
     * @return a changed copy
     */
    public HttpFiles withMaxAge(Duration age) {
        return new HttpFiles(directory, classPath, path, age, singlePage);
    }

    /**
     * The same for a page that does its own routing.
     *
     * @return a changed copy
     */
    public HttpFiles forSinglePage() {
        return new HttpFiles(directory, classPath, path, maxAge, true);
    }

    Resource resource(ResourceFactory from) {
        var found = directory != null
                ? from.newResource(directory)
                : from.newClassLoaderResource(String.valueOf(classPath), false);
        if (found == null || !found.isDirectory()) {
            throw new InvalidOptionException("files", classPath, "a folder of the class path that is there");
        }
        return found;
    }
}
