package dev.rookery.benchmarks.process;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/**
 * A service under load, as a process. It prints {@code ready <port>} once it listens, answers each line {@code figures} of its input with
 * {@code figures <bytes allocated so far>}, each line {@code memory} with {@code memory <bytes in use after a collection>} and each line {@code handled}
 * with {@code handled <events so far>}, and ends when its input does.
 */
public final class ServiceProcess {
    private ServiceProcess() {}

    /**
     * Says that the service listens, and waits for the end of the input. Then the process ends, whatever threads there are.
     *
     * @param port where it listens
     */
    public static void serve(int port) {
        serve(port, () -> 0);
    }

    /**
     * The same for a service that handles events.
     *
     * @param port where it listens
     * @param handled how many events were handled so far
     */
    public static void serve(int port, LongSupplier handled) {
        System.out.println("ready " + port);
        try (var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = input.readLine(); line != null; line = input.readLine()) {
                switch (line) {
                    case "figures" -> System.out.println("figures " + allocatedBytes());
                    case "memory" -> System.out.println("memory " + bytesInUse());
                    case "handled" -> System.out.println("handled " + handled.getAsLong());
                    default ->
                        throw new IllegalArgumentException(line + " is unknown (expected: figures, memory or handled)");
                }
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        System.exit(0);
    }

    /** On the heap, and in direct buffers. */
    private static long bytesInUse() {
        System.gc();
        var direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + direct;
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }
}
