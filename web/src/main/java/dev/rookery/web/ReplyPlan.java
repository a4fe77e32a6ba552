package dev.rookery.web;

import dev.rookery.error.HandlerDefinitionException;
import dev.rookery.transport.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the annotations of a handler say of its replies.
 *
 * @param status the status of a reply that is no error
 * @param headers the headers of a reply that is no error
 * @param many whether it is a stream of values
 * @param events whether these are server-sent events
 */
record ReplyPlan(int status, List<ReplyHead.Header> headers, boolean many, boolean events) {
    private static final int FIRST_REDIRECT = 300;
    private static final int LAST_REDIRECT = 399;

    ReplyPlan {
        headers = List.copyOf(headers);
    }

    static ReplyPlan of(Route route, String method) {
        var events = route.annotation(Sse.class).isPresent();
        if (events && !route.hasManyReplies()) {
            throw mistake(route, "has @Sse and gives one value (expected: a Flux, another Publisher or a Stream)");
        }
        return new ReplyPlan(status(route, method), headers(route), route.hasManyReplies(), events);
    }

    private static int status(Route route, String method) {
        var redirect = route.annotation(Redirect.class).map(Redirect::status);
        if (redirect.isPresent()) {
            var status = redirect.get();
            if (status < FIRST_REDIRECT || status > LAST_REDIRECT) {
                throw mistake(route, "has @Redirect with the status " + status + " (expected: 300 to 399)");
            }
            return status;
        }
        return route.annotation(HttpCode.class)
                .map(code -> Statuses.require(code.value()))
                .orElse(method.equals("POST") ? Statuses.CREATED : Statuses.OK);
    }

    private static List<ReplyHead.Header> headers(Route route) {
        var headers = new ArrayList<ReplyHead.Header>();
        route.annotation(ResponseHeaders.class)
                .map(several -> List.of(several.value()))
                .or(() -> route.annotation(ResponseHeader.class).map(List::of))
                .orElseGet(List::of)
                .forEach(header -> headers.add(new ReplyHead.Header(header.name(), header.value())));
        redirect(route).ifPresent(headers::add);
        return headers;
    }

    private static Optional<ReplyHead.Header> redirect(Route route) {
        return route.annotation(Redirect.class).map(redirect -> new ReplyHead.Header("Location", redirect.value()));
    }

    private static HandlerDefinitionException mistake(Route route, String what) {
        return new HandlerDefinitionException("The handler of " + route.address() + " " + what);
    }
}
