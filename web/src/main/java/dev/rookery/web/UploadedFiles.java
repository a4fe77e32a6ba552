package dev.rookery.web;

import dev.rookery.annotation.ResolvedBy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The files of a form, for a handler with {@link Multipart}: a {@code List<HttpFile>} in the order of the body, empty if there is none. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ResolvedBy(UploadedFilesResolver.class)
public @interface UploadedFiles {
    /**
     * The name of the form's field.
     *
     * @return a name; empty, the default, for all files
     */
    String value() default "";
}
