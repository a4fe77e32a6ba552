package dev.rookery.brokers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that a broker may listen on later, or that nobody shall listen on. They lie below those that a system gives away by itself (from 32768 on with
 * Linux, from 49152 on elsewhere): what another test opens meanwhile, or while a broker is down, does not take them.
 */
public final class FreePort {
    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int ATTEMPTS = 1_000;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /**
     * Finds one that nobody listens on, on loopback. Safe for use by several threads.
     *
     * @return a port that this process was not given before
     * @throws IllegalStateException if there is none
     */
    public static int find() {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("None of %d ports from %d to %d is free".formatted(ATTEMPTS, FIRST, END - 1));
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
