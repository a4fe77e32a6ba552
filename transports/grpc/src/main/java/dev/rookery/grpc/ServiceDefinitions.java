package dev.rookery.grpc;

import com.google.protobuf.Descriptors.FileDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Services as the driver registers them, with the rpcs that have a handler, and the file that reflection tells. */
final class ServiceDefinitions {
    private ServiceDefinitions() {}

    static List<ServerServiceDefinition> of(Map<Rpc, ServerCallHandler<byte[], byte[]>> handlers) {
        var services = new LinkedHashMap<String, Map<Rpc, ServerCallHandler<byte[], byte[]>>>();
        handlers.forEach((rpc, handler) -> services.computeIfAbsent(rpc.service(), name -> new LinkedHashMap<>())
                .put(rpc, handler));
        return services.entrySet().stream()
                .map(service -> definition(service.getKey(), service.getValue()))
                .toList();
    }

    private static ServerServiceDefinition definition(
            String name, Map<Rpc, ServerCallHandler<byte[], byte[]>> handlers) {
        var descriptor = ServiceDescriptor.newBuilder(name);
        handlers.keySet()
                .forEach(rpc -> descriptor.addMethod(rpc.driver()).setSchemaDescriptor(new Source(rpc.file())));
        var definition = ServerServiceDefinition.builder(descriptor.build());
        handlers.forEach((rpc, handler) -> definition.addMethod(rpc.driver(), handler));
        return definition.build();
    }

    private record Source(FileDescriptor file) implements ProtoFileDescriptorSupplier {
        @Override
        public FileDescriptor getFileDescriptor() {
            return file;
        }
    }
}
