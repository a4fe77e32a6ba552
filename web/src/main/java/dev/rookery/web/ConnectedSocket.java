package dev.rookery.web;

import dev.rookery.annotation.ResolvedBy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The client that sent the event, as a {@link WsClient}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ResolvedBy(ClientResolver.class)
public @interface ConnectedSocket {}
