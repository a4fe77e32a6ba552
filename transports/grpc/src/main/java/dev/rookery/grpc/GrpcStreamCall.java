package dev.rookery.grpc;

import dev.rookery.annotation.HandlerMapping;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a controller serve an rpc whose request is a stream by reading and writing itself, in the order of its own code: its parameter
 * is a {@link GrpcCall}. The names are those of {@link GrpcMethod}.
 *
 * <p>Guards, pipes at other parameters, and filters stand around it as around any handler; interceptors see it begin and end, and not the replies
 * that it writes. A handler is bound to gRPC alone. Nest's decorator of this name gives the driver's own stream.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@HandlerMapping(value = HandlerMapping.Kind.MESSAGE, naming = RpcNames.class, transport = GrpcTransporter.ID)
public @interface GrpcStreamCall {

    /**
     * The service: its name below the package, or in full.
     *
     * @return a name; empty, the default, for the name of the class or contract that declares the method
     */
    String value() default "";

    /**
     * The rpc.
     *
     * @return a name; empty, the default, for the name of the method with a capital
     */
    String method() default "";
}
