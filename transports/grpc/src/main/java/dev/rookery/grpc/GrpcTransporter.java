package dev.rookery.grpc;

import com.google.protobuf.Descriptors.FileDescriptor;
import dev.rookery.internal.OptionCheck;
import dev.rookery.transport.Capability;
import dev.rookery.transport.ClientRuntime;
import dev.rookery.transport.MessageContext;
import dev.rookery.transport.ServerRuntime;
import dev.rookery.transport.Tls;
import dev.rookery.transport.TransportClient;
import dev.rookery.transport.TransportServer;
import dev.rookery.transport.Transporter;
import io.grpc.CallCredentials;
import io.grpc.ChannelCredentials;
import io.grpc.ServerCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The transport over gRPC, with Nest's meaning of services and handlers. What can be called stands in {@code .proto} files, which are read at run
 * time, or in generated classes: {@code GrpcTransporter.builder().protoPaths(Path.of("heroes.proto")).build()}.
 *
 * <p>A value: it opens nothing, and one object makes servers and clients. The files are read when the first of them is made, once. Safe for use by
 * several threads.
 */
public final class GrpcTransporter implements Transporter {
    /** The id of this transport. */
    public static final String ID = "grpc";

    private final GrpcOptions options;
    private final ReentrantLock reading = new ReentrantLock();
    private @Nullable Services services;

    private GrpcTransporter(GrpcOptions options) {
        this.options = options;
    }

    /**
     * Makes a transporter of options.
     *
     * @param options the options
     * @return the transporter
     */
    public static GrpcTransporter of(GrpcOptions options) {
        return new GrpcTransporter(options);
    }

    /**
     * Begins with the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The options.
     *
     * @return what was built
     */
    public GrpcOptions options() {
        return options;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.REQUEST,
                Capability.REQUEST_STREAM,
                Capability.HEADERS,
                Capability.DEMAND,
                Capability.PAUSE,
                Capability.NO_LISTENER_KNOWN,
                Capability.CANCELLATION);
    }

    @Override
    public boolean takesPatterns() {
        return false;
    }

    @Override
    public Class<? extends MessageContext> contextType() {
        return GrpcContext.class;
    }

    private Services services() {
        reading.lock();
        try {
            if (services == null) {
                services = Services.load(options);
            }
            return services;
        } finally {
            reading.unlock();
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.rookery.error.StartException if a {@code .proto} file or a package is missing, or cannot be read
     */
    @Override
    public TransportServer newServer(ServerRuntime runtime) {
        checkServer();
        return new GrpcServer(options, services(), runtime);
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.rookery.error.StartException if a {@code .proto} file or a package is missing, or cannot be read
     */
    @Override
    public TransportClient newClient(ClientRuntime runtime) {
        checkClient();
        return new GrpcClient(options, services(), runtime);
    }

    /** What only a server needs. */
    void checkServer() {
        if (options.tls() != null) {
            options.tls().forListening();
        }
    }

    /** What only a client needs. */
    void checkClient() {
        OptionCheck.that(
                options.target() != null || options.port() != 0,
                "port",
                0,
                "from 1 to 65535 for a client: the one that the service listens on");
    }

    @Override
    public String toString() {
        return ID + " " + options.address();
    }

    /** Builds a transporter. Used by one thread. */
    public static final class Builder {
        private String host = GrpcOptions.DEFAULT_HOST;
        private int port = GrpcOptions.DEFAULT_PORT;
        private List<String> packages = List.of();
        private List<Path> protoPaths = List.of();
        private List<Path> includeDirs = List.of();
        private List<FileDescriptor> descriptors = List.of();
        private boolean keepCase;
        private boolean defaults;
        private boolean enumsAsNumbers;
        private int maxInboundMessageBytes = GrpcOptions.DEFAULT_MAX_INBOUND_MESSAGE_BYTES;
        private int maxMetadataBytes = GrpcOptions.DEFAULT_MAX_METADATA_BYTES;
        private int maxOutboundMessageBytes;
        private int maxCallsPerConnection = GrpcOptions.DEFAULT_MAX_CALLS_PER_CONNECTION;
        private @Nullable String target;
        private String loadBalancing = GrpcOptions.DEFAULT_LOAD_BALANCING;
        private @Nullable String authority;
        private @Nullable String compression;
        private GrpcKeepAlive keepAlive = GrpcKeepAlive.DEFAULT;
        private @Nullable Tls tls;
        private @Nullable ServerCredentials serverCredentials;
        private @Nullable ChannelCredentials channelCredentials;
        private @Nullable CallCredentials callCredentials;
        private boolean reflection;
        private boolean health;
        private Consumer<NettyServerBuilder> serverDriver = builder -> {};
        private Consumer<NettyChannelBuilder> clientDriver = builder -> {};

        private Builder() {}

        /**
         * Sets {@link GrpcOptions#host}.
         *
         * @param value a name or an address; 0.0.0.0 listens on all
         * @return this builder
         */
        public Builder host(String value) {
            this.host = value;
            return this;
        }

        /**
         * Sets {@link GrpcOptions#port}.
         *
         * @param value 0 to 65,535
         * @return this builder
         */
        public Builder port(int value) {
            this.port = value;
            return this;
        }

        /**
         * Sets {@link GrpcOptions#packages}.
         *
         * @param names as the {@code .proto} files have them
         * @return this builder
         */
        public Builder packages(String... names) {
            this.packages = OptionCheck.list("packages", names);
            return this;
        }

        /**
         * Sets {@link GrpcOptions#protoPaths}.
         *
         * @param files files, or paths below one of {@link #includeDirs}
         * @return this builder
         */
        public Builder protoPaths(Path... files) {
            this.protoPaths = OptionCheck.list("protoPaths", files);
            return this;
        }

        /**
         * Sets {@link GrpcOptions#includeDirs}.
         *
         * @param folders folders
         * @return this builder
         */
        public Builder includeDirs(Path... folders) {
            this.includeDirs = OptionCheck.list("includeDirs", folders);
            return this;
        }

        /**
         * Sets {@link GrpcOptions#descriptors}.
         *
         * @param files as generated classes have them
         * @return this builder
         */
        public Builder descriptors(FileDescriptor... files) {
            this.descriptors = OptionCheck.list("descriptors", files);
            return this;
        }

        /**
         * Sets {@link GrpcOptions#keepCase}.
         *
         * @param value true for the names of the file
         * @return this builder
         */
        public Builder keepCase(boolean value) {
            this.keepCase = value;
            return this;
        }

        /**
         * Sets {@link GrpcOptions#defaults}.
         *
         * @param value true for all fields
         * @return this builder
         */
        public Builder defaults(boolean value) {
            this.defaults = value;
            return this;
        }

        /**
         * Sets {@link GrpcOptions#enumsAsNumbers}.
         *
         * @param value true for numbers
         * @return this builder
         */
        public Builder enumsAsNumbers(boolean value) {
            this.enumsAsNumbers = value;
            return this;
        }

        /**
         * Sets {@link GrpcOptions#maxInboundMessageBytes}.
         *
         * @param bytes at least 1
         * @return this builder
         */
        public Builder maxInboundMessageBytes(int bytes) {
            this.maxInboundMessageBytes = bytes;
            return this;
        }

        /**
         * Sets {@link GrpcOptions#maxMetadataBytes}.
         *
         * @param bytes at least 1
         * @return this builder
         */
        public Builder maxMetadataBytes(int bytes) {
            this.maxMetadataBytes = bytes;
            return this;
        }

        /**
         * Sets {@link GrpcOptions#maxOutboundMessageBytes}.
         *
         * @param bytes 0 sets no limit
         * @return this builder
         */
        public Builder maxOutboundMessageBytes(int bytes) {
            this.maxOutboundMessageBytes = bytes;
            return this;
        }

        /**
         * Sets {@link GrpcOptions#maxCallsPerConnection}.
         *
         * @param calls at least 1
         * @return this builder
         */
        public Builder maxCallsPerConnection(int calls) {
            this.maxCallsPerConnection = calls;
            return this;
        }

        /**
         * Sets {@link GrpcOptions#target}.
         *
         * @param value such as {@code dns:///heroes:5000}
         * @return this builder
         */
        public Builder target(String value) {
            this.target = OptionCheck.given("target", value);
            return this;
        }

        /**
         * Sets {@link GrpcOptions#loadBalancing}.
         *
         * @param policy {@code pick_first} or {@code round_robin}
         * @return this builder
         */
        public Builder loadBalancing(String policy) {
            this.loadBalancing = policy;
            return this;
        }

        /**
         * Sets {@link GrpcOptions#authority}.
         *
         * @param name the name of a host
         * @return this builder
         */
        public Builder authority(String name) {
            this.authority = OptionCheck.given("authority", name);
            return this;
        }

        /**
         * Sets {@link GrpcOptions#compression}.
         *
         * @param name {@code gzip}, {@code deflate} or another that the driver knows
         * @return this builder
         */
        public Builder compression(String name) {
            this.compression = OptionCheck.given("compression", name);
            return this;
        }

        /**
         * Sets {@link GrpcOptions#keepAlive}.
         *
         * @param value how a peer that has vanished is noticed
         * @return this builder
         */
        public Builder keepAlive(GrpcKeepAlive value) {
            this.keepAlive = value;
            return this;
        }

        /**
         * Sets {@link GrpcOptions#tls}.
         *
         * @param value certificates and keys
         * @return this builder
         */
        public Builder tls(Tls value) {
            this.tls = OptionCheck.given("tls", value);
            return this;
        }

        /**
         * Sets {@link GrpcOptions#serverCredentials}.
         *
         * @param credentials in place of {@code tls}
         * @return this builder
         */
        public Builder serverCredentials(ServerCredentials credentials) {
            this.serverCredentials = OptionCheck.given("serverCredentials", credentials);
            return this;
        }

        /**
         * Sets {@link GrpcOptions#channelCredentials}.
         *
         * @param credentials in place of {@code tls}
         * @return this builder
         */
        public Builder channelCredentials(ChannelCredentials credentials) {
            this.channelCredentials = OptionCheck.given("channelCredentials", credentials);
            return this;
        }

        /**
         * Sets {@link GrpcOptions#callCredentials}.
         *
         * @param credentials sent with each call of a client
         * @return this builder
         */
        public Builder callCredentials(CallCredentials credentials) {
            this.callCredentials = OptionCheck.given("callCredentials", credentials);
            return this;
        }

        /**
         * Sets {@link GrpcOptions#reflection}.
         *
         * @param value true to answer {@code grpc.reflection.v1}
         * @return this builder
         */
        public Builder reflection(boolean value) {
            this.reflection = value;
            return this;
        }

        /**
         * Sets {@link GrpcOptions#health}.
         *
         * @param value true to answer {@code grpc.health.v1}
         * @return this builder
         */
        public Builder health(boolean value) {
            this.health = value;
            return this;
        }

        /**
         * Sets {@link GrpcOptions#serverDriver}.
         *
         * @param settings called when a server starts, after our own settings
         * @return this builder
         */
        public Builder serverDriver(Consumer<NettyServerBuilder> settings) {
            this.serverDriver = settings;
            return this;
        }

        /**
         * Sets {@link GrpcOptions#clientDriver}.
         *
         * @param settings called when a client first connects, after our own settings
         * @return this builder
         */
        public Builder clientDriver(Consumer<NettyChannelBuilder> settings) {
            this.clientDriver = settings;
            return this;
        }

        /**
         * Checks and builds.
         *
         * @return the transporter
         * @throws dev.rookery.error.InvalidOptionException if an option cannot be
         */
        public GrpcTransporter build() {
            return new GrpcTransporter(new GrpcOptions(
                    host,
                    port,
                    packages,
                    protoPaths,
                    includeDirs,
                    descriptors,
                    keepCase,
                    defaults,
                    enumsAsNumbers,
                    maxInboundMessageBytes,
                    maxMetadataBytes,
                    maxOutboundMessageBytes,
                    maxCallsPerConnection,
                    target,
                    loadBalancing,
                    authority,
                    compression,
                    keepAlive,
                    tls,
                    serverCredentials,
                    channelCredentials,
                    callCredentials,
                    reflection,
                    health,
                    serverDriver,
                    clientDriver));
        }
    }
}
