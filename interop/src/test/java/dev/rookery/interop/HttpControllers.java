package dev.rookery.interop;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.Header;
import dev.rookery.annotation.Payload;
import dev.rookery.annotation.UseFilters;
import dev.rookery.annotation.UseGuards;
import dev.rookery.annotation.UseInterceptors;
import dev.rookery.annotation.UsePipes;
import dev.rookery.error.HttpException;
import dev.rookery.module.Module;
import dev.rookery.module.Provides;
import dev.rookery.pipe.DefaultValue;
import dev.rookery.pipe.ParseArray;
import dev.rookery.pipe.ParseInt;
import dev.rookery.pipeline.CallHandler;
import dev.rookery.pipeline.ExceptionFilter;
import dev.rookery.pipeline.ExecutionContext;
import dev.rookery.pipeline.Guard;
import dev.rookery.pipeline.Interceptor;
import dev.rookery.validation.ValidationPipe;
import dev.rookery.web.Body;
import dev.rookery.web.Cookie;
import dev.rookery.web.Delete;
import dev.rookery.web.Get;
import dev.rookery.web.HttpContext;
import dev.rookery.web.Param;
import dev.rookery.web.Post;
import dev.rookery.web.Put;
import dev.rookery.web.Query;
import dev.rookery.web.Sse;
import dev.rookery.web.SseEvent;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** The controllers that {@link HttpSideBySideIT} calls; {@code peers/http.mjs} has the same routes. */
final class HttpControllers {
    private HttpControllers() {}

    @Module(
            controllers = {
                HttpReplyControllers.Values.class,
                HttpReplyControllers.Methods.class,
                HttpReplyControllers.Replies.class,
                Params.class,
                Queries.class,
                Bodies.class,
                Errors.class,
                Events.class
            })
    static final class HttpModule {
        @Provides
        ValidationPipe validation() {
            return new ValidationPipe();
        }
    }

    /** An object with one member, whatever it is. */
    static Map<String, @Nullable Object> object(String name, @Nullable Object value) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put(name, value);
        return object;
    }

    enum Color {
        RED,
        BLUE
    }

    @Controller("params")
    static final class Params {
        @Get("all")
        String all() {
            return "the text all";
        }

        @Get("one/{id}")
        Object one(@Param("id") String id) {
            return object("id", id);
        }

        @Get("two/{a}/and/{b}")
        Map<String, String> two(@Param Map<String, String> all) {
            return all;
        }

        @Get("missing/{id}")
        Object missing(@Param("other") @Nullable String other) {
            return object("other", other);
        }

        @Get("rest/{*path}")
        Object rest(@Param("path") String path) {
            return object("path", path);
        }

        @Get("int/{id}")
        Object whole(@Param("id") int id) {
            return object("id", id);
        }

        @Get("float/{id}")
        Object decimal(@Param("id") double id) {
            return object("id", id);
        }

        @Get("bool/{id}")
        Object truth(@Param("id") boolean id) {
            return object("id", id);
        }

        @Get("uuid/{id}")
        Object uuid(@Param("id") UUID id) {
            return object("id", id);
        }

        @Get("color/{id}")
        Object color(@Param("id") Color id) {
            return object("id", id);
        }

        @Get("{id}")
        String variable(@Param("id") String id) {
            return "the variable " + id;
        }
    }

    @Controller("queries")
    static final class Queries {
        @Get("one")
        Object one(@Query("q") @Nullable Object q) {
            return object("q", q);
        }

        @Get("all")
        Map<String, Object> all(@Query Map<String, Object> all) {
            return all;
        }

        @Get("int")
        Object whole(@Query("q") int q) {
            return object("q", q);
        }

        @Get("default")
        Object byDefault(@Query("q") @DefaultValue("7") @ParseInt int q) {
            return object("q", q);
        }

        @Get("list")
        Object list(@Query("q") List<String> q) {
            return object("q", q);
        }

        @Get("array")
        Object array(@Query("q") @ParseArray List<Integer> q) {
            return object("q", q);
        }

        @Get("header")
        Object header(@Header("X-A") @Nullable String a) {
            return object("a", a);
        }

        @Get("cookie")
        Object cookie(@Cookie("a") @Nullable String a) {
            return object("a", a);
        }
    }

    record Cat(
            @NotEmpty @Nullable String name,
            @NotNull @Min(0) Integer age) {}

    @Controller("bodies")
    static final class Bodies {
        @Post("echo")
        Object echo(@Body @Nullable Object body) {
            return object("body", body);
        }

        @Put("echo")
        Object put(@Body @Nullable Object body) {
            return object("body", body);
        }

        @Delete("echo")
        Object delete(@Body @Nullable Object body) {
            return object("body", body);
        }

        @Post("member")
        Object member(@Payload("name") @Nullable Object name) {
            return object("name", name);
        }

        @Post("int")
        Object whole(@Payload("age") @ParseInt int age) {
            return object("age", age);
        }

        @Post("ignored")
        String ignored() {
            return "read by nobody";
        }

        @Post("cat")
        @UsePipes(ValidationPipe.class)
        Cat cat(@Body Cat cat) {
            return cat;
        }
    }

    static final class Refusing implements Guard {
        @Override
        public boolean canActivate(ExecutionContext context) {
            return false;
        }
    }

    static final class Enclosing implements Interceptor {
        @Override
        public Flux<Object> intercept(ExecutionContext context, CallHandler next) {
            return next.handle().map(data -> Map.of("data", data));
        }
    }

    static final class Softener implements ExceptionFilter<RuntimeException> {
        @Override
        public Object handle(RuntimeException error, ExecutionContext context) {
            context.as(HttpContext.class).orElseThrow().status(299);
            return Map.of("soft", true);
        }
    }

    @Controller("errors")
    @SuppressWarnings("DoNotCallSuggester") // all of them throw
    static final class Errors {
        @Get("family/{status}")
        String family(@Param("status") int status) {
            throw new HttpException(status, "told");
        }

        @Get("plain")
        String plain() {
            throw new HttpException(409, "told");
        }

        @Get("list")
        String list() {
            throw new HttpException(400, "two", Map.of("message", List.of("one", "two")));
        }

        @Get("object")
        String withObject() {
            throw new HttpException(409, "told", Map.of("code", "SOLD_OUT"));
        }

        @Get("unknown")
        String unknown() {
            throw new IllegalStateException("secret");
        }

        @Get("rejected")
        CompletionStage<String> rejected() {
            return CompletableFuture.failedFuture(new HttpException(410, "told"));
        }

        @Get("stream")
        Flux<String> stream() {
            return Flux.error(new HttpException(410, "told"));
        }

        @Get("guard")
        @UseGuards(Refusing.class)
        String guarded() {
            return "guarded";
        }

        @Get("interceptor")
        @UseInterceptors(Enclosing.class)
        String within() {
            return "within";
        }

        @Get("filter")
        @UseFilters(Softener.class)
        String filtered() {
            throw new IllegalStateException("hard");
        }
    }

    @Controller("events")
    static final class Events {
        @Sse("texts")
        Flux<String> texts() {
            return Flux.just("one", "two\nlines", "");
        }

        @Sse("objects")
        Flux<Object> objects() {
            return Flux.just(Map.of("a", 1), new ArrayList<>(List.of(1)));
        }

        @Sse("full")
        Flux<SseEvent> full() {
            return Flux.just(new SseEvent("x", "tick", "now", Duration.ofMillis(1_500)), SseEvent.of("next"));
        }

        @Sse("none")
        Flux<String> none() {
            return Flux.empty();
        }

        @Sse("failing")
        Flux<String> failing() {
            return Flux.concat(Flux.just("one"), Flux.error(new HttpException(410, "told")));
        }

        @Sse("refused")
        @UseGuards(Refusing.class)
        Flux<String> refused() {
            return Flux.just("guarded");
        }
    }
}
