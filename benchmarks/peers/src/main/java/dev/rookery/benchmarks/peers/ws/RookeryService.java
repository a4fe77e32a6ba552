package dev.rookery.benchmarks.peers.ws;

import dev.rookery.Rookery;
import dev.rookery.benchmarks.process.ServiceProcess;
import dev.rookery.module.Module;
import dev.rookery.web.HttpDoor;
import dev.rookery.web.SubscribeMessage;
import dev.rookery.web.WebSocketGateway;
import dev.rookery.web.WebSocketModule;
import dev.rookery.web.WebSockets;
import java.net.InetSocketAddress;

/** Our gateway, with its defaults. */
final class RookeryService {
    private RookeryService() {}

    static void main() {
        var app = Rookery.create(LiveModule.class);
        app.listen(HttpDoor.builder().host("127.0.0.1").port(0).build());
        var address = app.listeners().getFirst().addresses().getFirst();
        ServiceProcess.serve(((InetSocketAddress) address).getPort());
    }

    @Module(imports = WebSocketModule.class, providers = Live.class)
    static final class LiveModule {}

    /** Tells everybody what one of them announces. */
    @WebSocketGateway(path = News.PATH)
    static final class Live {
        private final WebSockets sockets;

        Live(WebSockets sockets) {
            this.sockets = sockets;
        }

        @SubscribeMessage(News.ANNOUNCE)
        void announce(String text) {
            sockets.at(News.PATH).emit(News.EVENT, text);
        }
    }
}
