package dev.rookery.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.Handshaker;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;

/** Lets clients connect at the paths of gateways. All else, and other paths, goes to the handler within. */
final class UpgradeHandler extends Handler.Wrapper {
    private static final String VERSION = "13";

    private final SocketEntrance entrance;
    private final WebSocketComponents components;
    private final Errors errors;
    private final Handshaker handshaker = Handshaker.newInstance();

    UpgradeHandler(SocketEntrance entrance, WebSocketComponents components, Errors errors, Handler within) {
        super(within);
        this.entrance = entrance;
        this.components = components;
        this.errors = errors;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var sockets = entrance.sockets();
        if (sockets.isEmpty() || !wantsUpgrade(request)) {
            return super.handle(request, response, callback);
        }
        var server = sockets.get();
        var place = path(request).flatMap(server::place);
        if (place.isEmpty()) {
            return super.handle(request, response, callback);
        }
        var refused = refusal(server, request);
        if (refused.isPresent()) {
            errors.last(refused.get(), response, callback);
        } else {
            upgrade(server, place.get(), request, response, callback);
        }
        return true;
    }

    private boolean wantsUpgrade(Request request) {
        return "websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE))
                || handshaker.isWebSocketUpgradeRequest(request);
    }

    private static Optional<String> path(Request request) {
        var path = request.getHttpURI().getPath();
        return RequestPath.segments(path == null ? "/" : path).map(segments -> "/" + String.join("/", segments));
    }

    private Optional<HttpError> refusal(SocketServer server, Request request) {
        if (!server.isOpen()) {
            return Optional.of(ErrorRules.unavailable());
        }
        var origin = request.getHeaders().get(HttpHeader.ORIGIN);
        var allowed = server.options().allowedOrigins();
        if (origin != null && !allowed.isEmpty() && !allowed.contains(origin)) {
            return Optional.of(HttpError.of(Statuses.FORBIDDEN, "Pages of " + origin + " may not connect"));
        }
        return handshaker.isWebSocketUpgradeRequest(request)
                ? Optional.empty()
                : Optional.of(HttpError.of(
                        Statuses.UPGRADE_REQUIRED,
                        "The WebSocket version is not supported (expected: " + VERSION + ")",
                        Map.of("Sec-WebSocket-Version", VERSION)));
    }

    private void upgrade(
            SocketServer server, SocketPlace place, Request request, Response response, Callback callback) {
        RequestHead head;
        try {
            head = new RequestHead(request);
        } catch (RuntimeException e) {
            errors.send(HttpError.of(Statuses.BAD_REQUEST, "The query is not valid"), response, callback);
            return;
        }
        WebSocketNegotiator negotiator = (upgrade, answer, _) -> {
            answer.setExtensions(List.of()); // compression would hold two windows of 32 KiB for each client
            upgrade.getSubProtocols().stream().findFirst().ifPresent(answer::setAcceptedSubProtocol); // as Nest's ws
            return new SocketConnection(server, place, head);
        };
        if (!handshaker.upgradeRequest(negotiator, request, response, callback, components, UpgradeHandler::limit)) {
            errors.send(HttpError.of(Statuses.BAD_REQUEST, "The WebSocket handshake is not valid"), response, callback);
        }
    }

    /** Frames come in parts as they arrive, and messages are measured by us; time is looked after for all sockets at once. */
    private static void limit(Configuration session) {
        session.setAutoFragment(true);
        session.setMaxFrameSize(0);
        session.setIdleTimeout(Duration.ZERO);
    }
}
