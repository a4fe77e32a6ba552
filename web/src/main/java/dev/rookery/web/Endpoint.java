package dev.rookery.web;

import dev.rookery.codec.PacketCodec;
import dev.rookery.transport.Route;
import java.util.Optional;

/**
 * A handler as the door sees it.
 *
 * @param route the handler
 * @param plan what it says of its replies
 * @param multipart the limits of forms with files; empty if it takes none
 */
record Endpoint(Route route, ReplyPlan plan, Optional<Multipart> multipart) {

    /** The form that a stream of its replies has for a client. */
    StreamFormat format(RequestHead head, PacketCodec codec) {
        if (plan.events()) {
            return StreamFormat.events(codec);
        }
        return head.accepts(JsonLinesFormat.MEDIA_TYPE) ? StreamFormat.lines(codec) : StreamFormat.array(codec);
    }

    /** All handlers of a server, by method and path. */
    static Router<Endpoint> router(Iterable<Route> routes, String prefix) {
        var router = new Router<Endpoint>();
        for (var route : routes) {
            var space = route.address().indexOf(' ');
            var method = route.address().substring(0, space);
            var path = PathTemplate.of(PathTemplate.join(prefix, route.address().substring(space + 1)));
            router.add(
                    method, path, new Endpoint(route, ReplyPlan.of(route, method), route.annotation(Multipart.class)));
        }
        return router;
    }
}
