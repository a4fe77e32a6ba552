package dev.rookery.grpc;

import dev.rookery.error.ClientClosedException;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.transport.Signals;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The channel of a client, made when it is first needed, and what is told of it. Safe for use by several threads. */
final class ChannelOnDemand {
    private final GrpcOptions options;
    private final Signals signals;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable ManagedChannel channel;
    private volatile boolean closed;
    private @Nullable GrpcThreads threads;
    private volatile boolean wasConnected;

    ChannelOnDemand(GrpcOptions options, Signals signals) {
        this.options = options;
        this.signals = signals;
    }

    boolean isClosed() {
        return closed;
    }

    ManagedChannel get() {
        var known = channel;
        return known != null && !closed ? known : make();
    }

    private ManagedChannel make() {
        making.lock();
        try {
            if (closed) {
                throw new ClientClosedException("The client of " + options.address() + " is closed");
            }
            var made = channel;
            if (made == null) {
                made = open();
                channel = made;
                watch(made, ConnectivityState.IDLE);
            }
            return made;
        } finally {
            making.unlock();
        }
    }

    private ManagedChannel open() {
        var loop = GrpcThreads.forClient();
        try {
            var opened = prepared(loop).build();
            threads = loop;
            return opened;
        } catch (IllegalArgumentException unknown) {
            loop.close();
            throw new InvalidOptionException(
                    "target", options.address(), "what a name resolver of the driver reads; " + unknown.getMessage());
        } catch (RuntimeException refused) { // by what the user sets
            loop.close();
            throw refused;
        }
    }

    private NettyChannelBuilder prepared(GrpcThreads loop) {
        var builder = builder()
                .eventLoopGroup(loop.group())
                .channelType(GrpcThreads.connection(), InetSocketAddress.class)
                .directExecutor()
                .compressorRegistry(Compression.compressors(options.compression()))
                .decompressorRegistry(Compression.decompressors())
                .defaultLoadBalancingPolicy(options.loadBalancing())
                .maxInboundMessageSize(options.maxInboundMessageBytes())
                .maxInboundMetadataSize(options.maxMetadataBytes());
        if (options.authority() != null) {
            builder.overrideAuthority(options.authority());
        }
        keepAlive(builder, options.keepAlive());
        options.clientDriver().accept(builder);
        return builder;
    }

    private NettyChannelBuilder builder() {
        return options.target() == null
                ? NettyChannelBuilder.forAddress(options.host(), options.port(), options.credentialsOfChannel())
                : NettyChannelBuilder.forTarget(options.target(), options.credentialsOfChannel());
    }

    private static void keepAlive(NettyChannelBuilder builder, GrpcKeepAlive keepAlive) {
        if (!keepAlive.clientInterval().isZero()) {
            builder.keepAliveTime(keepAlive.clientInterval().toNanos(), TimeUnit.NANOSECONDS)
                    .keepAliveTimeout(keepAlive.timeout().toNanos(), TimeUnit.NANOSECONDS)
                    .keepAliveWithoutCalls(keepAlive.withoutCalls());
        }
    }

    private void watch(ManagedChannel watched, ConnectivityState before) {
        watched.notifyWhenStateChanged(before, () -> {
            var now = watched.getState(false);
            tell(now);
            if (now != ConnectivityState.SHUTDOWN) {
                watch(watched, now);
            }
        });
    }

    private void tell(ConnectivityState state) {
        switch (state) {
            case READY -> {
                wasConnected = true;
                signals.status(GrpcStatus.CONNECTED);
            }
            case CONNECTING, TRANSIENT_FAILURE ->
                signals.status(wasConnected ? GrpcStatus.RECONNECTING : GrpcStatus.DISCONNECTED);
            case IDLE -> signals.status(GrpcStatus.DISCONNECTED);
            case SHUTDOWN -> {} // told when all is closed
        }
    }

    void close(Duration grace) {
        ManagedChannel last;
        GrpcThreads loop;
        making.lock();
        try {
            closed = true;
            last = channel;
            loop = threads;
        } finally {
            making.unlock();
        }
        if (last != null) {
            last.shutdownNow();
            try {
                last.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (loop != null) {
            loop.close();
        }
    }
}
