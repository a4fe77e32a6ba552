package dev.rookery.grpc;

import dev.rookery.annotation.HandlerMapping;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a controller serve an rpc whose request is a stream, with one reply or a stream of them; on the method of a contract, makes
 * it call that rpc. The payload is a {@code Flux}, which reads from the wire as far as it is asked. The names are those of
 * {@link GrpcMethod}.
 *
 * <p>A handler is bound to gRPC alone.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@HandlerMapping(value = HandlerMapping.Kind.MESSAGE, naming = RpcNames.class, transport = GrpcTransporter.ID)
public @interface GrpcStreamMethod {

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
