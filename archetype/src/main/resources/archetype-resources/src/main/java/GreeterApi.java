package ${package};

#if( $transport == 'grpc' )
import dev.rookery.grpc.GrpcMethod;
#else
import dev.rookery.annotation.MessagePattern;
#end

/** What the service can be asked. The controller implements it, and clients call it. */
interface GreeterApi {
#if( $transport == 'grpc' )
    @GrpcMethod("Greeter") // Greeter/Hello of proto/greeter.proto
#else
    @MessagePattern("greeter.hello")
#end
    Greeting hello(Person person);

    record Person(String name) {}

    record Greeting(String text) {}
}
