package dev.rookery.web;

import dev.rookery.annotation.ResolvedBy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A file of a form, for a handler with {@link Multipart}: an {@link HttpFile}, or an {@code Optional} of it. One that is not there and is not optional is
 * answered with 400, {@code File is required}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ResolvedBy(UploadedFileResolver.class)
public @interface UploadedFile {
    /**
     * The name of the form's field.
     *
     * @return a name; empty, the default, for the first file
     */
    String value() default "";
}
