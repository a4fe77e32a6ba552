package dev.rookery.web;

import dev.rookery.error.StartException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the gateways of a path want to be told.
 *
 * @param path the path
 * @param inits told at the start
 * @param connections told of each client
 * @param disconnects told when one has gone
 */
record GatewayHooks(
        String path,
        List<OnGatewayInit> inits,
        List<OnGatewayConnection> connections,
        List<OnGatewayDisconnect> disconnects) {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayHooks.class);

    GatewayHooks {
        inits = List.copyOf(inits);
        connections = List.copyOf(connections);
        disconnects = List.copyOf(disconnects);
    }

    void init(WsServer server) {
        for (var hook : inits) {
            try {
                hook.afterInit(server);
            } catch (RuntimeException error) {
                throw new StartException(hook.getClass().getName() + ".afterInit failed: " + error.getMessage(), error);
            }
        }
    }

    /** False if one of them failed, which is in the log then. */
    boolean connect(WsClient client) {
        for (var hook : connections) {
            try {
                hook.handleConnection(client);
            } catch (RuntimeException | Error error) {
                LOG.error(
                        "{}.handleConnection failed for a client of {}, which is closed",
                        hook.getClass().getName(),
                        path,
                        error);
                return false;
            }
        }
        return true;
    }

    void disconnect(WsClient client, WsClose close) {
        for (var hook : disconnects) {
            try {
                hook.handleDisconnect(client, close);
            } catch (RuntimeException | Error error) {
                LOG.error(
                        "{}.handleDisconnect failed for a client of {}",
                        hook.getClass().getName(),
                        path,
                        error);
            }
        }
    }
}
