package dev.rookery.web;

import dev.rookery.annotation.Controller;
import dev.rookery.handler.PatternNaming;
import dev.rookery.pipeline.HandlerAnnotations;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/** Names a handler by method and path, as {@code GET /orders/{id}}. */
final class HttpRoutes implements PatternNaming {
    /** Stands for every method. */
    static final String ANY = "ALL";

    /** Called by core. */
    HttpRoutes() {}

    @Override
    public List<String> patternsOf(Annotation mapping, Class<?> controller, Method method) {
        var base = HandlerAnnotations.of(controller, method)
                .nearest(Controller.class)
                .map(Controller::value)
                .orElse("");
        return Arrays.stream(paths(mapping))
                .map(path -> verb(mapping) + " " + PathTemplate.join(base, path))
                .toList();
    }

    private static String[] paths(Annotation mapping) {
        return switch (mapping) {
            case Get get -> get.value();
            case Post post -> post.value();
            case Put put -> put.value();
            case Patch patch -> patch.value();
            case Delete delete -> delete.value();
            case Head head -> head.value();
            case Options options -> options.value();
            case All all -> all.value();
            case Sse sse -> sse.value();
            default -> throw unknown(mapping);
        };
    }

    private static String verb(Annotation mapping) {
        return switch (mapping) {
            case Get _, Sse _ -> "GET";
            case Post _ -> "POST";
            case Put _ -> "PUT";
            case Patch _ -> "PATCH";
            case Delete _ -> "DELETE";
            case Head _ -> "HEAD";
            case Options _ -> "OPTIONS";
            case All _ -> ANY;
            default -> throw unknown(mapping);
        };
    }

    private static IllegalArgumentException unknown(Annotation mapping) {
        return new IllegalArgumentException(mapping + " is no annotation of HTTP");
    }
}
