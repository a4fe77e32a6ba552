package dev.rookery.grpc;

import com.google.protobuf.Descriptors.FileDescriptor;
import dev.rookery.error.InvalidOptionException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

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
 * @param maxMetadataBytes how large the metadata of a call may be; default 8 KiB
 * @param maxCallsPerConnection how many calls one connection to a server may have open; others wait in the client; default 1,024
 * @param serverDriver sets what else the driver's server has, such as TLS; by default nothing
 * @param clientDriver sets what else the driver's channel has, such as TLS; by default nothing
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
        int maxCallsPerConnection,
        Consumer<NettyServerBuilder> serverDriver,
        Consumer<NettyChannelBuilder> clientDriver) {
    /** The default of {@link #host}. */
    public static final String DEFAULT_HOST = "localhost";

    /** The default of {@link #port}. */
    public static final int DEFAULT_PORT = 5_000;

    /** The default of {@link #maxInboundMessageBytes}. */
    public static final int DEFAULT_MAX_INBOUND_MESSAGE_BYTES = 4 * 1024 * 1024;

    /** The default of {@link #maxMetadataBytes}. */
    public static final int DEFAULT_MAX_METADATA_BYTES = 8 * 1024;

    /** The default of {@link #maxCallsPerConnection}. */
    public static final int DEFAULT_MAX_CALLS_PER_CONNECTION = 1_024;

    private static final int MAX_PORT = 65_535;

    /** Checks the options. */
    public GrpcOptions {
        if (host.isBlank()) {
            throw new InvalidOptionException("host", host, "a name or an address");
        }
        if (port < 0 || port > MAX_PORT) {
            throw new InvalidOptionException("port", port, "0 to " + MAX_PORT);
        }
        packages = List.copyOf(packages);
        protoPaths = List.copyOf(protoPaths);
        includeDirs = List.copyOf(includeDirs);
        descriptors = List.copyOf(descriptors);
        requirePositive("maxInboundMessageBytes", maxInboundMessageBytes);
        requirePositive("maxMetadataBytes", maxMetadataBytes);
        requirePositive("maxCallsPerConnection", maxCallsPerConnection);
        Objects.requireNonNull(serverDriver, "serverDriver");
        Objects.requireNonNull(clientDriver, "clientDriver");
    }

    private static void requirePositive(String option, int value) {
        if (value < 1) {
            throw new InvalidOptionException(option, value, ">= 1");
        }
    }

    MapStyle mapStyle() {
        return new MapStyle(keepCase, defaults, enumsAsNumbers);
    }
}
