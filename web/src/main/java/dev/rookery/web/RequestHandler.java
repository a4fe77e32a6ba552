package dev.rookery.web;

import dev.rookery.codec.Body;
import dev.rookery.error.HttpException;
import dev.rookery.transport.Inbound;
import dev.rookery.transport.ServerRuntime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Takes requests from Jetty: finds the handler, gathers the body, and gives both to the core. Runs on Jetty's threads and never blocks. */
final class RequestHandler extends Handler.Wrapper {
    /** How long streams of events may go on when the service shuts down. */
    private static final long FEEDS_SECONDS = 1;

    private final HttpOptions options;
    private final ServerRuntime runtime;
    private final Router<Endpoint> router;
    private final RequestBodies bodies;
    private final Errors errors;
    private final FailureLog failures = new FailureLog();
    private final @Nullable FileHandler files;
    private final Set<StreamReplySink> feeds = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    RequestHandler(HttpOptions options, ServerRuntime runtime, Router<Endpoint> router, Errors errors) {
        this.options = options;
        this.runtime = runtime;
        this.router = router;
        this.bodies = new RequestBodies(runtime.codec());
        this.errors = errors;
        this.files = options.files() == null ? null : new FileHandler(options.files());
        setHandler(files);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** Turns away what comes from now on, and ends in a moment what may have no end of its own. */
    void drain() {
        if (!draining && isRunning()) {
            var scheduler = getServer().getScheduler();
            scheduler.schedule(() -> feeds.forEach(StreamReplySink::endFeed), FEEDS_SECONDS, TimeUnit.SECONDS);
        }
        draining = true;
    }

    boolean isDraining() {
        return draining;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (draining) {
            errors.closing(response, callback);
            return true;
        }
        var path = request.getHttpURI().getPath();
        var segments = RequestPath.segments(path == null ? "/" : path);
        if (segments.isEmpty()) {
            errors.send(HttpError.of(Statuses.BAD_REQUEST, "The path is not valid"), response, callback);
            return true;
        }
        switch (router.match(request.getMethod(), segments.get())) {
            case Router.Found<Endpoint>(var endpoint, var variables) ->
                read(new Arrival(endpoint, variables, request, response, callback));
            case Router.NotAllowed<Endpoint>(var allowed) ->
                notAllowed(List.copyOf(allowed), request, response, callback);
            case Router.Unknown<Endpoint> _ -> {
                if (files == null) {
                    unknown(request, response, callback);
                } else {
                    files.serve(
                            segments.get(), request, response, callback, () -> unknown(request, response, callback));
                }
            }
        }
        return true;
    }

    private void unknown(Request request, Response response, Callback callback) {
        errors.send(
                HttpError.of(Statuses.NOT_FOUND, "Cannot " + request.getMethod() + " " + pathAndQuery(request)),
                response,
                callback);
    }

    /** What is known of a request when its handler was found. */
    private record Arrival(
            Endpoint endpoint, Map<String, String> variables, Request request, Response response, Callback callback) {}

    private void notAllowed(List<String> allowed, Request request, Response response, Callback callback) {
        var allow = String.join(", ", allowed);
        if (request.getMethod().equals("OPTIONS")) {
            response.getHeaders().put("Allow", allow);
            response.setStatus(Statuses.NO_CONTENT);
            callback.succeeded();
            return;
        }
        errors.send(
                HttpError.of(
                        Statuses.METHOD_NOT_ALLOWED,
                        "Cannot " + request.getMethod() + " " + pathAndQuery(request) + " (expected: " + allow + ")",
                        Map.of("Allow", allow)),
                response,
                callback);
    }

    private static String pathAndQuery(Request request) {
        return request.getHttpURI().getPathQuery();
    }

    private void read(Arrival arrival) {
        RequestHead head;
        try {
            head = new RequestHead(arrival.request());
        } catch (RuntimeException e) {
            errors.send(
                    HttpError.of(Statuses.BAD_REQUEST, "The query is not valid"),
                    arrival.response(),
                    arrival.callback());
            return;
        }
        var multipart = arrival.endpoint().multipart();
        if (multipart.isPresent()
                && head.contentType().filter(ContentType::isMultipart).isPresent()) {
            new UploadReader(arrival.request(), multipart.get(), options.uploadDirectory(), runtime.codec())
                    .start(
                            options.requestTimeout(),
                            upload -> dispatch(arrival, head, upload),
                            why -> unread(arrival, why));
            return;
        }
        new BodyReader(
                        arrival.request(),
                        options.maxBodyBytes(),
                        bytes -> receive(arrival, head, bytes),
                        why -> unread(arrival, why))
                .start(options.requestTimeout());
    }

    private void receive(Arrival arrival, RequestHead head, byte[] bytes) {
        Body body;
        try {
            body = bodies.read(head, bytes);
        } catch (HttpException wrong) {
            errors.send(ErrorRules.meant(wrong), arrival.response(), arrival.callback());
            return;
        }
        dispatch(arrival, head, Upload.of(body));
    }

    private void dispatch(Arrival arrival, RequestHead head, Upload upload) {
        var route = arrival.endpoint().route();
        var request = arrival.request();
        var context = new HttpContext(
                route.address(),
                arrival.variables(),
                upload.files(),
                head,
                request,
                arrival.response(),
                runtime.codec());
        var sink = arrival.endpoint().plan().many() ? stream(arrival, head, context) : single(arrival, context);
        request.addIdleTimeoutListener(_ -> false); // a handler that is at work has the core's limits
        request.addFailureListener(sink::clientGone);
        sink.began(runtime.dispatch(new Inbound(route, false, upload.body(), context, null), sink));
    }

    private HttpReplySink single(Arrival arrival, HttpContext context) {
        return new SingleReplySink(
                arrival.response(),
                arrival.callback(),
                context,
                arrival.endpoint().plan(),
                failures);
    }

    private HttpReplySink stream(Arrival arrival, RequestHead head, HttpContext context) {
        var sink = new StreamReplySink(
                arrival.request(),
                arrival.response(),
                arrival.callback(),
                context,
                arrival.endpoint().plan(),
                arrival.endpoint().format(head, runtime.codec()),
                options.sseHeartbeat(),
                failures);
        if (arrival.endpoint().plan().events()) {
            feeds.add(sink);
            Request.addCompletionListener(arrival.request(), _ -> feeds.remove(sink));
        }
        return sink;
    }

    /** The body did not come, or not all of it. */
    private void unread(Arrival arrival, Throwable why) {
        switch (why) {
            case TimeoutException _ ->
                errors.last(
                        HttpError.of(Statuses.REQUEST_TIMEOUT, "The request took too long to arrive"),
                        arrival.response(),
                        arrival.callback());
            case org.eclipse.jetty.http.HttpException refused ->
                errors.last(
                        HttpError.of(refused.getCode(), Errors.message(refused.getCode())),
                        arrival.response(),
                        arrival.callback());
            default -> arrival.callback().failed(why); // the client has gone
        }
    }
}
