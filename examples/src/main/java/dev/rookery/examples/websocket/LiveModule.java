package dev.rookery.examples.websocket;

import dev.rookery.module.Module;
import dev.rookery.web.WebSocketModule;

@Module(
        imports = WebSocketModule.class, // for WebSockets
        providers = {LiveOrders.class, Doorkeeper.class, OrderBook.class})
final class LiveModule {}
