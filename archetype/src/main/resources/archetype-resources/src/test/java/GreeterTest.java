package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;

#if( $transport == 'grpc' )
import dev.rookery.Rookery;
import dev.rookery.client.ClientProxyFactory;
import dev.rookery.grpc.GrpcTransporter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The service over gRPC on a free port: what is bound to a transport is not served in memory. */
final class GreeterTest {
    @Test
    void it_greets_by_name() {
        try (var service = Rookery.createMicroservice(AppModule.class, grpc(0)).listen();
                var client = ClientProxyFactory.create(
                        grpc(((InetSocketAddress) service.addresses().getFirst()).getPort()))) {
            var greeter = client.as(GreeterApi.class);

            assertEquals("Hello, Ada!", greeter.hello(new GreeterApi.Person("Ada")).text());
        }
    }

    private static GrpcTransporter grpc(int port) {
        return GrpcTransporter.builder()
                .protoPaths(Path.of("proto/greeter.proto"))
                .port(port)
                .build();
    }
}
#else
import dev.rookery.test.MicroserviceTest;
import org.junit.jupiter.api.Test;

/** The real service in memory: no broker, and the same pipeline. */
@MicroserviceTest(AppModule.class)
final class GreeterTest {
    @Test
    void it_greets_by_name(GreeterApi greeter) {
        assertEquals("Hello, Ada!", greeter.hello(new GreeterApi.Person("Ada")).text());
    }
}
#end
