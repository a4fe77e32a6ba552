package dev.rookery.web;

import dev.rookery.codec.Body;
import java.util.List;

/**
 * What came with a request behind its head.
 *
 * @param body the body, or the fields of a form
 * @param files the files of a form; none for any other body
 */
record Upload(Body body, List<HttpFile> files) {
    static Upload of(Body body) {
        return new Upload(body, List.of());
    }
}
