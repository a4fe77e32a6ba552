package dev.rookery.web;

import dev.rookery.module.Global;
import dev.rookery.module.Module;

/** Provides {@link WebSockets} everywhere, to send to clients from outside a gateway. A gateway itself need not import it. */
@Global
@Module(providers = WebSockets.class, exports = WebSockets.class)
public final class WebSocketModule {

    /** Called by the container. */
    WebSocketModule() {}
}
