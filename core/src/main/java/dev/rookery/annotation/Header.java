package dev.rookery.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A header of the message, wherever it travelled: among the headers of the transport, or as a member of the metadata. The parameter is a
 * {@code String}, null if the header is not there, or an {@code Optional<String>}; pipes make anything else of it, as in
 * {@code @Header("page") @ParseInt int page}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface Header {

    /**
     * The name of the header.
     *
     * @return a name; empty, the default, is all headers of the transport, as a {@code Map<String, String>}
     */
    String value() default "";
}
