package dev.rookery.web;

import dev.rookery.codec.PacketCodec;
import dev.rookery.transport.MessageContext;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * What is known of an HTTP request beside its body, and what its reply will have beside its own. Safe for use by several threads; what is said of the
 * reply counts until its first byte is sent.
 */
public final class HttpContext implements MessageContext {
    private final String pattern;
    private final Map<String, String> params;
    private final List<HttpFile> files;
    private final RequestHead head;
    private final ReplyHead reply = new ReplyHead();
    private final Request request;
    private final Response response;
    private final PacketCodec codec;

    HttpContext(
            String pattern,
            Map<String, String> params,
            List<HttpFile> files,
            RequestHead head,
            Request request,
            Response response,
            PacketCodec codec) {
        this.pattern = pattern;
        this.params = Map.copyOf(params);
        this.files = files;
        this.head = head;
        this.request = request;
        this.response = response;
        this.codec = codec;
    }

    /** {@inheritDoc} On HTTP it is method and path of the handler, as {@code GET /orders/{id}}. */
    @Override
    public String pattern() {
        return pattern;
    }

    @Override
    public String transport() {
        return HttpDoor.ID;
    }

    /** {@inheritDoc} Names are in lower case; several values of a name are joined by commas. */
    @Override
    public Map<String, String> headers() {
        return head.headers();
    }

    /** {@inheritDoc} The case of the name does not matter. */
    @Override
    public Optional<String> header(String name) {
        return head.header(name);
    }

    /**
     * The method of the request.
     *
     * @return in capitals, as {@code GET}
     */
    public String method() {
        return head.method();
    }

    /**
     * The path of the request as it came, with its prefix and its escapes.
     *
     * @return the path, without the query
     */
    public String path() {
        return head.path();
    }

    /**
     * What the variables of the handler's path stand for.
     *
     * @return names and decoded texts; what a wildcard without a name stands for is under {@code *}
     */
    public Map<String, String> params() {
        return params;
    }

    /**
     * The query, decoded.
     *
     * @return names, each with its values in order; empty if there is none
     */
    public Map<String, List<String>> query() {
        return head.query();
    }

    /**
     * The first value of a parameter of the query.
     *
     * @param name its name
     * @return the value, if it is there
     */
    public Optional<String> query(String name) {
        return head.query().getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * The cookies of the request.
     *
     * @return names and values; of several with one name, the first
     */
    public Map<String, String> cookies() {
        return head.cookies();
    }

    /**
     * The files of a form, for a handler with {@link Multipart}.
     *
     * @param name the name of the form's field; empty for all files
     * @return the files, in the order of the body; they are there until the reply is sent
     */
    public List<HttpFile> files(String name) {
        return name.isEmpty()
                ? files
                : files.stream().filter(file -> file.name().equals(name)).toList();
    }

    /**
     * Who calls: the other end of the connection, which may be a proxy.
     *
     * @return the address
     */
    public SocketAddress remoteAddress() {
        return head.remoteAddress();
    }

    /**
     * Sets the status of the reply, before that of annotations. An error has its own.
     *
     * @param status from 200 to 599
     * @return this context
     * @throws dev.rookery.error.InvalidOptionException if it is no such status
     */
    public HttpContext status(int status) {
        reply.status(status);
        return this;
    }

    /**
     * Sets a header of the reply, in place of one that has the name already.
     *
     * @param name the name
     * @param value the value
     * @return this context
     */
    public HttpContext header(String name, String value) {
        reply.set(name, value);
        return this;
    }

    /**
     * Adds a header to the reply, beside those that have the name already, as for {@code Set-Cookie}.
     *
     * @param name the name
     * @param value the value
     * @return this context
     */
    public HttpContext addHeader(String name, String value) {
        reply.add(name, value);
        return this;
    }

    /**
     * Jetty's own objects. They are good until the reply is sent.
     *
     * @param driverType {@link Request} or {@link Response}
     * @param <T> its type
     * @return the object
     * @throws IllegalArgumentException if it is another type
     */
    public <T> T unwrap(Class<T> driverType) {
        if (driverType.isInstance(request)) {
            return driverType.cast(request);
        }
        if (driverType.isInstance(response)) {
            return driverType.cast(response);
        }
        throw new IllegalArgumentException("A request of HTTP has no " + driverType.getName() + " (expected: "
                + Request.class.getName() + " or " + Response.class.getName() + ")");
    }

    ReplyHead reply() {
        return reply;
    }

    PacketCodec codec() {
        return codec;
    }

    @Override
    public String toString() {
        return "HttpContext[" + pattern + "]";
    }
}
