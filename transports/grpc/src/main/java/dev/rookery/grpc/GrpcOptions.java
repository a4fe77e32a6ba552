package dev.rookery.grpc;

import com.google.protobuf.Descriptors.FileDescriptor;
import dev.rookery.error.InvalidOptionException;
import dev.rookery.internal.OptionCheck;
import dev.rookery.transport.Tls;
import io.grpc.CallCredentials;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.LoadBalancerRegistry;
import io.grpc.ServerCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.NettySslContextChannelCredentials;
import io.grpc.netty.NettySslContextServerCredentials;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where gRPC listens or calls, and which services it knows. Built by {@link GrpcTransporter#builder()}.
 *
 * @param host where the server listens, and what the client calls; default {@code localhost}
 * @param port default 5000; 0 lets the system choose one for a server
 * @param packages the packages whose services are used; empty, the default, for all in the files
 * @param protoPaths the {@code .proto} files; default none
 * @param includeDirs folders in which files and imports are looked for; the folder of each file is one by itself
 * @param descriptors files of generated classes, as in {@code HeroesProto.getDescriptor()}; default none
 * @param keepCase whether a map has the names of the {@code .proto} file; default false, for lowerCamel ones
 * @param defaults whether a map has the fields that are not on the wire, too; default false
 * @param enumsAsNumbers whether a map has the numbers of enums; default false, for their names
 * @param maxInboundMessageBytes how large a message may be that comes in; default 4 MiB
 * @param maxMetadataBytes how large the metadata of a call may be; default 64 KiB
 * @param maxOutboundMessageBytes how large a message may be that goes out; default 0, as large as the other side takes
 * @param maxCallsPerConnection how many calls one connection to a server may have open; others wait in the client; default 1,024
 * @param target what a client calls, as a name resolver of the driver reads it, such as {@code dns:///heroes:5000}; in place of host and port.
 *     Default null
 * @param loadBalancing how a client shares calls among the addresses of a target; default {@code pick_first}, {@code round_robin} takes turns
 * @param authority whom a client expects at the other end, for TLS and for virtual hosts; default null, the host that it calls
 * @param compression with what messages are compressed that go out, {@code gzip}, {@code deflate} or another that the driver knows; default null, not at all. What
 *     comes in compressed is always read
 * @param keepAlive how a peer that has vanished is noticed; default {@link GrpcKeepAlive#DEFAULT}
 * @param tls how connections are encrypted; default null, not at all. A client always checks that the certificate was made for the host that it calls, or for
 *     {@code authority}
 * @param serverCredentials credentials of the driver for a server, in place of {@code tls}; default null
 * @param channelCredentials credentials of the driver for a client's channel, in place of {@code tls}; default null
 * @param callCredentials what a client sends with each call to show who it is, such as a token; default null, nothing
 * @param reflection whether a server tells its services to tools such as {@code grpcurl}, by {@code grpc.reflection.v1}; default false
 * @param health whether a server answers {@code grpc.health.v1}: serving from the start until it drains; default false
 * @param serverDriver sets what else the driver's server has, after all of this; by default nothing
 * @param clientDriver sets what else the driver's channel has, after all of this; by default nothing
 */
public record GrpcOptions(
        String host,
        int port,
        List<String> packages,
        List<Path> protoPaths,
        List<Path> includeDirs,
        List<FileDescriptor> descriptors,
        boolean keepCase,
        boolean defaults,
        boolean enumsAsNumbers,
        int maxInboundMessageBytes,
        int maxMetadataBytes,
        int maxOutboundMessageBytes,
        int maxCallsPerConnection,
        @Nullable String target,
        String loadBalancing,
        @Nullable String authority,
        @Nullable String compression,
        GrpcKeepAlive keepAlive,
        @Nullable Tls tls,
        @Nullable ServerCredentials serverCredentials,
        @Nullable ChannelCredentials channelCredentials,
        @Nullable CallCredentials callCredentials,
        boolean reflection,
        boolean health,
        Consumer<NettyServerBuilder> serverDriver,
        Consumer<NettyChannelBuilder> clientDriver) {
    /** The default of {@link #host}. */
    public static final String DEFAULT_HOST = "localhost";

    /** The default of {@link #port}. */
    public static final int DEFAULT_PORT = 5_000;

    /** The default of {@link #maxInboundMessageBytes}. */
    public static final int DEFAULT_MAX_INBOUND_MESSAGE_BYTES = 4 * 1024 * 1024;

    /** The default of {@link #maxMetadataBytes}. */
    public static final int DEFAULT_MAX_METADATA_BYTES = 64 * 1024;

    /** The default of {@link #maxCallsPerConnection}. */
    public static final int DEFAULT_MAX_CALLS_PER_CONNECTION = 1_024;

    /** The default of {@link #loadBalancing}. */
    public static final String DEFAULT_LOAD_BALANCING = "pick_first";

    /** Checks the options. */
    public GrpcOptions {
        OptionCheck.host("host", host);
        OptionCheck.port("port", port, "where 0 lets a server find a free one");
        packages = OptionCheck.list("packages", packages);
        protoPaths = OptionCheck.list("protoPaths", protoPaths);
        includeDirs = OptionCheck.list("includeDirs", includeDirs);
        descriptors = OptionCheck.list("descriptors", descriptors);
        OptionCheck.atLeast("maxInboundMessageBytes", maxInboundMessageBytes, 1);
        OptionCheck.atLeast("maxMetadataBytes", maxMetadataBytes, 1);
        OptionCheck.atLeast("maxCallsPerConnection", maxCallsPerConnection, 1);
        OptionCheck.notNegative("maxOutboundMessageBytes", maxOutboundMessageBytes, "where 0 sets no limit");
        requireKnown(compression);
        if (LoadBalancerRegistry.getDefaultRegistry().getProvider(OptionCheck.given("loadBalancing", loadBalancing))
                == null) {
            throw new InvalidOptionException(
                    "loadBalancing", loadBalancing, "pick_first, round_robin, or another policy on the class path");
        }
        requireText("target", target, "a target such as dns:///heroes:5000");
        requireText("authority", authority, "the name of a host");
        OptionCheck.that(
                tls == null || (serverCredentials == null && channelCredentials == null),
                "tls",
                tls,
                "none beside serverCredentials or channelCredentials, which are in its place");
        OptionCheck.given("keepAlive", keepAlive);
        OptionCheck.given("serverDriver", serverDriver);
        OptionCheck.given("clientDriver", clientDriver);
    }

    private static void requireKnown(@Nullable String compression) {
        if (compression != null && !Compression.isKnown(compression)) {
            throw new InvalidOptionException(
                    "compression", compression, "gzip, deflate, or another that the driver knows");
        }
    }

    private static void requireText(String option, @Nullable String value, String expected) {
        if (value != null && value.isBlank()) {
            throw new InvalidOptionException(option, value, expected);
        }
    }

    /** What the server shows its clients. */
    ServerCredentials credentialsOfServer() {
        if (serverCredentials != null) {
            return serverCredentials;
        }
        if (tls == null) {
            return InsecureServerCredentials.create();
        }
        return NettySslContextServerCredentials.create(Encryption.ofServer(tls.forListening()));
    }

    /** What the client shows its servers. */
    ChannelCredentials credentialsOfChannel() {
        if (channelCredentials != null) {
            return channelCredentials;
        }
        return tls == null
                ? InsecureChannelCredentials.create()
                : NettySslContextChannelCredentials.create(Encryption.ofClient(tls));
    }

    /** What the client calls, for people. */
    String address() {
        return target == null ? host + ":" + port : target;
    }

    MapStyle mapStyle() {
        return new MapStyle(keepCase, defaults, enumsAsNumbers);
    }
}
