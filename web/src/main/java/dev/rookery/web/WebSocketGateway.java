package dev.rookery.web;

import dev.rookery.annotation.Controller;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose methods handle what WebSocket clients send. It stands among the providers of a module, so that others can call it, or among the
 * controllers. It may implement {@link OnGatewayInit}, {@link OnGatewayConnection} and {@link OnGatewayDisconnect}.
 *
 * <p>Several gateways may have one path: a client of the path reaches the events of all of them.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Controller
public @interface WebSocketGateway {

    /**
     * The path at which clients connect, as {@code /live}; the prefix of HTTP paths does not count for it.
     *
     * @return a path, with or without a slash before it; default {@code /}
     */
    String path() default "/";

    /**
     * The port of the door that serves the gateway.
     *
     * @return a port, as the door has it; 0, the default, for every door
     */
    int port() default 0;
}
