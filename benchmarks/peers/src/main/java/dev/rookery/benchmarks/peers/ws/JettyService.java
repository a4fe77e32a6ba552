package dev.rookery.benchmarks.peers.ws;

import dev.rookery.benchmarks.process.ServiceProcess;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import tools.jackson.databind.json.JsonMapper;

/** The floor: on Jetty's own API for WebSockets, with its defaults but for idle sockets, which stay. It sends the news to one session after the other. */
final class JettyService {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

    private JettyService() {}

    static void main() throws Exception {
        var server = new Server();
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        var service = new JettyService();
        server.setHandler(WebSocketUpgradeHandler.from(server, container -> {
            container.setIdleTimeout(Duration.ZERO);
            container.addMapping(News.PATH, (_, _, _) -> service.new Socket());
        }));
        server.start();
        ServiceProcess.serve(connector.getLocalPort());
    }

    private void received(String json) {
        var event = MAPPER.readValue(json, Event.class);
        if (!event.event().equals(News.ANNOUNCE)) {
            throw new IllegalArgumentException("unknown event " + event.event());
        }
        var news = MAPPER.writeValueAsString(new Event(News.EVENT, event.data()));
        for (var session : sessions) {
            session.sendText(news, Callback.NOOP);
        }
    }

    record Event(String event, String data) {}

    /** One of the sockets, of which Jetty wants a class of its own. */
    public final class Socket extends Session.Listener.AbstractAutoDemanding {
        @Override
        public void onWebSocketOpen(Session opened) {
            super.onWebSocketOpen(opened);
            sessions.add(opened);
        }

        @Override
        public void onWebSocketText(String message) {
            received(message);
        }

        @Override
        public void onWebSocketClose(int statusCode, String reason, Callback callback) {
            sessions.remove(getSession());
            callback.succeed();
        }
    }
}
