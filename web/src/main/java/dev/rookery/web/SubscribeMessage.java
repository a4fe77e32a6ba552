package dev.rookery.web;

import dev.rookery.annotation.HandlerMapping;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a {@link WebSocketGateway} handle an event, {@code {"event":"watch","data":…}}. Each value that it returns goes back as its JSON in a
 * text frame, but for null: by convention a {@link WsEvent}. Nothing marks the end of a stream.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@HandlerMapping(
        value = HandlerMapping.Kind.MESSAGE,
        naming = GatewayRoutes.class,
        transport = WebSocketDoor.ID,
        door = true)
public @interface SubscribeMessage {

    /**
     * The event.
     *
     * @return one name or several
     */
    String[] value();
}
