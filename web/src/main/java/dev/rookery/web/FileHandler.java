package dev.rookery.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.CompressedContentFormat;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.jspecify.annotations.Nullable;

/** Serves files by Jetty's handler for them, within a context of Jetty's, which refuses names that lead elsewhere. */
final class FileHandler extends Handler.Wrapper {
    private static final String INDEX = "index.html";
    /** Where RFC 8615 has what everybody may ask a site. */
    private static final String WELL_KNOWN = ".well-known";
    /** What is taken for UTF-8, as everybody writes it, by the end of its name. */
    private static final Map<String, String> TEXTS = Map.of(
            "html",
            "text/html",
            "htm",
            "text/html",
            "css",
            "text/css",
            "js",
            "text/javascript",
            "mjs",
            "text/javascript",
            "json",
            "application/json",
            "txt",
            "text/plain",
            "csv",
            "text/csv");

    private final HttpFiles files;
    private final List<String> prefix;
    private @Nullable Path base;

    FileHandler(HttpFiles files) {
        this.files = files;
        this.prefix = RequestPath.segments(files.path()).orElseThrow();
    }

    @Override
    protected void doStart() throws Exception {
        var context = new ContextHandler(files.path());
        var resource = files.resource(ResourceFactory.of(this));
        base = resource.getPath().toRealPath();
        context.setBaseResource(resource);
        context.setHandler(resources());
        TEXTS.forEach((end, type) -> context.getMimeTypes().addMimeMapping(end, type + "; charset=utf-8"));
        setHandler(context);
        super.doStart();
    }

    private ResourceHandler resources() {
        var resources = new ResourceHandler();
        resources.setDirAllowed(false);
        resources.setWelcomeFiles(INDEX);
        resources.setEtags(true);
        resources.setPrecompressedFormats(CompressedContentFormat.BR, CompressedContentFormat.GZIP);
        resources.setCacheControl(
                files.maxAge().isZero()
                        ? "no-cache"
                        : "max-age=" + files.maxAge().toSeconds());
        return resources;
    }

    /**
     * Serves a file, on a thread of its own, since disks are slow.
     *
     * @param segments the path, decoded
     * @param absent called where there is none
     */
    void serve(List<String> segments, Request request, Response response, Callback callback, Runnable absent) {
        if (!isRead(request) || !isBelowPrefix(segments)) {
            absent.run();
            return;
        }
        Thread.ofVirtual().name("rookery-http-file").start(() -> {
            try {
                var found = isThere(segments) && handle(request, response, callback);
                if (!found && !(isNavigation(request) && handle(index(request), response, callback))) {
                    absent.run();
                }
            } catch (Exception error) {
                Response.writeError(request, response, callback, error);
            }
        });
    }

    private static boolean isRead(Request request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private boolean isBelowPrefix(List<String> segments) {
        return segments.size() >= prefix.size()
                && segments.subList(0, prefix.size()).equals(prefix);
    }

    /** Whether the name leads to a file, or to a directory with a page, and not by a link to something outside. */
    private boolean isThere(List<String> segments) {
        var within = base;
        var names = segments.subList(prefix.size(), segments.size());
        if (within == null || names.stream().anyMatch(name -> isUnsafe(name) || isHidden(name))) {
            return false;
        }
        try {
            var named = within.resolve(String.join("/", names));
            return named.toRealPath().startsWith(within)
                    && (!Files.isDirectory(named) || Files.exists(named.resolve(INDEX)));
        } catch (IOException | InvalidPathException _) {
            return false;
        }
    }

    /** What a file system could take for more than one name. */
    private static boolean isUnsafe(String segment) {
        return segment.chars().anyMatch(character -> character == '/' || character == '\\' || character < ' ');
    }

    /** What people keep beside pages and do not mean to show, as {@code .env} and {@code .git}. */
    private static boolean isHidden(String segment) {
        return segment.startsWith(".") && !segment.equals(WELL_KNOWN);
    }

    private boolean isNavigation(Request request) {
        return files.singlePage()
                && request.getHeaders().getCSV(HttpHeader.ACCEPT, false).stream()
                        .anyMatch(type -> type.startsWith("text/html"));
    }

    private Request index(Request request) {
        var path = files.path().endsWith("/") ? files.path() : files.path() + "/";
        return Request.serveAs(
                request, HttpURI.build(request.getHttpURI()).path(path).asImmutable());
    }
}
