package dev.rookery.examples.websocket;

import dev.rookery.web.OnGatewayConnection;
import dev.rookery.web.OnGatewayDisconnect;
import dev.rookery.web.WebSocketGateway;
import dev.rookery.web.WsClient;
import dev.rookery.web.WsClose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@WebSocketGateway(path = "/live")
final class Doorkeeper implements OnGatewayConnection, OnGatewayDisconnect {
    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

    @Override
    public void handleConnection(WsClient client) {
        var user = client.query("user");
        if (user.isEmpty()) {
            client.close(4401, "Who are you?");
        } else {
            client.attributes().put("user", user.get());
        }
    }

    @Override
    public void handleDisconnect(WsClient client, WsClose close) {
        LOG.info("{} has gone: {} {}", client.attributes().get("user"), close.code(), close.reason());
    }
}
