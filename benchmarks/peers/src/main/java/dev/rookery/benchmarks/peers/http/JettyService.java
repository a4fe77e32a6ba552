package dev.rookery.benchmarks.peers.http;

import dev.rookery.benchmarks.process.ServiceProcess;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The floor: a handler that is written by hand for these requests and no others, on Jetty's core with its defaults:
 * {@code JettyService <pool | virtual | direct>}. It runs on a thread of Jetty's pool, on a virtual thread, or where requests are read.
 */
final class JettyService {
    private JettyService() {}

    static void main(String[] arguments) throws Exception {
        var threads = arguments[0];
        var pool = new QueuedThreadPool();
        if (threads.equals("virtual")) {
            pool.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        }
        var server = new Server(pool);
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(handler(threads));
        server.start();
        ServiceProcess.serve(connector.getLocalPort());
    }

    private static Handler handler(String threads) {
        return switch (threads) {
            case "pool", "virtual" -> new JettyBlocking();
            case "direct" -> new JettyNonBlocking();
            default ->
                throw new IllegalArgumentException(
                        "unknown threads " + threads + " (expected: pool, virtual or direct)");
        };
    }
}
