package dev.rookery.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rookery.annotation.Controller;
import dev.rookery.error.HttpException;
import dev.rookery.web.All;
import dev.rookery.web.Delete;
import dev.rookery.web.Get;
import dev.rookery.web.Head;
import dev.rookery.web.HttpCode;
import dev.rookery.web.HttpContext;
import dev.rookery.web.HttpReply;
import dev.rookery.web.Options;
import dev.rookery.web.Patch;
import dev.rookery.web.Post;
import dev.rookery.web.Put;
import dev.rookery.web.Redirect;
import dev.rookery.web.ResponseHeader;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Those of {@link HttpControllers} that are about what comes back. */
final class HttpReplyControllers {
    private HttpReplyControllers() {}

    @Controller("values")
    static final class Values {
        @Get("text")
        String text() {
            return "hello";
        }

        @Get("unicode")
        String unicode() {
            return "é😀";
        }

        @Get("empty")
        String empty() {
            return "";
        }

        @Get("number")
        int number() {
            return 42;
        }

        @Get("zero")
        int zero() {
            return 0;
        }

        @Get("decimal")
        double decimal() {
            return 1.5;
        }

        @Get("large")
        long large() {
            return 9_007_199_254_740_991L;
        }

        @Get("true")
        boolean yes() {
            return true;
        }

        @Get("false")
        boolean no() {
            return false;
        }

        @Get("null")
        @Nullable Object nothing() {
            return null;
        }

        @Get("undefined")
        void undefined() {}

        @Get("object")
        Map<String, @Nullable Object> members() {
            var all = HttpControllers.object("a", 1);
            all.put("b", "é");
            all.put("c", null);
            all.put("d", List.of(true, 1.5));
            all.put("e", Map.of());
            return all;
        }

        @Get("array")
        List<@Nullable Object> array() {
            return Arrays.asList(1, "two", null);
        }

        @Get("emptyObject")
        Map<String, Object> emptyObject() {
            return Map.of();
        }

        @Get("emptyArray")
        List<Object> emptyArray() {
            return List.of();
        }

        @Get("date")
        Instant date() {
            return Instant.parse("2026-01-02T03:04:05.678Z");
        }

        @Get("buffer")
        byte[] buffer() {
            return "bytes".getBytes(UTF_8);
        }

        @Get("emptyBuffer")
        byte[] emptyBuffer() {
            return new byte[0];
        }

        @Get("promise")
        CompletionStage<Map<String, Boolean>> promise() {
            return CompletableFuture.completedFuture(Map.of("later", true));
        }

        @Get("promiseOfNull")
        CompletionStage<@Nullable String> promiseOfNull() {
            return CompletableFuture.completedFuture(null);
        }

        @Get("one")
        Mono<String> one() {
            return Mono.just("one");
        }

        @Get("several")
        Flux<Integer> several() {
            return Flux.just(1, 2, 3);
        }

        @Get("none")
        Mono<String> none() {
            return Mono.empty();
        }
    }

    @Controller("methods")
    static final class Methods {
        @All("all")
        String all() {
            return "by all";
        }

        @Delete("delete")
        String delete() {
            return "by delete";
        }

        @Get("get")
        String get() {
            return "by get";
        }

        @Head("head")
        String head() {
            return "by head";
        }

        @Options("options")
        String options() {
            return "by options";
        }

        @Patch("patch")
        String patch() {
            return "by patch";
        }

        @Post("post")
        String post() {
            return "by post";
        }

        @Put("put")
        String put() {
            return "by put";
        }
    }

    @Controller("replies")
    static final class Replies {
        @Post("accepted")
        @HttpCode(202)
        String accepted() {
            return "later";
        }

        @Post("created")
        Map<String, Integer> created() {
            return Map.of("id", 1);
        }

        @Get("no-content")
        @HttpCode(204)
        String noContent() {
            return "lost";
        }

        @Post("nothing-created")
        void nothingCreated() {}

        @Get("cached")
        @ResponseHeader(name = "Cache-Control", value = "no-store")
        @ResponseHeader(name = "X-Two", value = "2")
        String cached() {
            return "cached";
        }

        @Get("plain")
        @ResponseHeader(name = "Content-Type", value = "text/plain")
        String plain() {
            return "é";
        }

        @Get("xml")
        @ResponseHeader(name = "Content-Type", value = "application/xml")
        String xml() {
            return "<a/>";
        }

        @Get("latin")
        @ResponseHeader(name = "Content-Type", value = "text/plain; charset=iso-8859-1")
        String latin() {
            return "é";
        }

        @Get("problem")
        @ResponseHeader(name = "Content-Type", value = "application/problem+json")
        Map<String, Integer> problem() {
            return Map.of("a", 1);
        }

        @Get("png")
        @ResponseHeader(name = "Content-Type", value = "image/png")
        byte[] png() {
            return "png".getBytes(UTF_8);
        }

        @Get("file")
        byte[] file() {
            return "bytes".getBytes(UTF_8);
        }

        @Get("redirect")
        @Redirect("/values/text")
        void redirect() {}

        @Get("moved")
        @Redirect(value = "https://example.org/a?b=c", status = 301)
        void moved() {}

        @Get("chosen")
        HttpReply<Void> chosen() {
            return HttpReply.empty(307).header("Location", "/chosen");
        }

        @Get("status")
        void status(HttpContext context) {
            context.status(203);
        }

        @Get("header")
        Map<String, Boolean> header(HttpContext context) {
            context.header("X-One", "1");
            return Map.of("header", true);
        }

        @Get("cookies")
        String cookies(HttpContext context) {
            context.addHeader("Set-Cookie", "a=1; Path=/; HttpOnly").addHeader("Set-Cookie", "b=2; Max-Age=60");
            return "two";
        }

        @Get("failing")
        @SuppressWarnings("DoNotCallSuggester")
        @ResponseHeader(name = "Cache-Control", value = "max-age=60")
        @HttpCode(202)
        String failing() {
            throw new HttpException(409, "no");
        }
    }
}
