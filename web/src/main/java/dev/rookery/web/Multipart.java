package dev.rookery.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a handler take bodies of {@code multipart/form-data}, as forms with files are sent; others answer them with 415. What Nest's {@code FileInterceptor}
 * and its like are for. Files of more than 64 KiB are written to the door's {@link HttpOptions#uploadDirectory} as they arrive; they are gone when
 * the reply is sent. Fields, of 64 KiB at most, make the {@link Body}; {@link UploadedFile} and {@link UploadedFiles} are the files.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface Multipart {
    /**
     * How large the whole body may be, in place of {@link HttpOptions#maxBodyBytes}; beyond it the answer is 413.
     *
     * @return bytes; default 10 MiB
     */
    long maxBytes() default 10 * 1024 * 1024;

    /**
     * How large one part may be; beyond it the answer is 413.
     *
     * @return bytes; default 10 MiB
     */
    long maxPartBytes() default 10 * 1024 * 1024;

    /**
     * How many parts there may be, fields and files together; beyond it the answer is 413.
     *
     * @return a number; default 100
     */
    int maxParts() default 100;
}
