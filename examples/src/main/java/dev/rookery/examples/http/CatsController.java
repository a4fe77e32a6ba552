package dev.rookery.examples.http;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.Header;
import dev.rookery.error.HttpException;
import dev.rookery.pipe.DefaultValue;
import dev.rookery.pipe.ParseInt;
import dev.rookery.web.Body;
import dev.rookery.web.Cookie;
import dev.rookery.web.Delete;
import dev.rookery.web.Get;
import dev.rookery.web.HttpCode;
import dev.rookery.web.HttpContext;
import dev.rookery.web.HttpReply;
import dev.rookery.web.Param;
import dev.rookery.web.Post;
import dev.rookery.web.Put;
import dev.rookery.web.Query;
import dev.rookery.web.Redirect;
import dev.rookery.web.ResponseHeader;
import dev.rookery.web.Sse;
import dev.rookery.web.SseEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** What a handler can be given, and what it can give. */
@Controller("cats")
final class CatsController {

    record Cat(String name, int age) {}

    record Filter(Optional<Integer> maxAge, List<String> colour) {}

    @Get
    List<Cat> all(@Query Filter filter, @Query("page") @DefaultValue("1") @ParseInt int page) {
        return List.of(new Cat("page " + page, filter.maxAge().orElse(9)));
    }

    @Get("{name}")
    Cat one(@Param("name") String name, @Header("Accept-Language") @Nullable String language) {
        if (name.equals("nobody")) {
            throw HttpException.notFound("There is no cat " + name);
        }
        return new Cat(name, 3);
    }

    @Post
    HttpReply<Cat> create(@Body Cat cat) {
        return HttpReply.of(201, cat).header("Location", "/cats/" + cat.name());
    }

    @Put("{name}/photo")
    @HttpCode(204)
    void photo(@Param("name") String name, @Body byte[] photo, @Cookie("session") @Nullable String session) {}

    @Delete("{name}")
    void remove(@Param("name") String name, HttpContext context) {
        context.status(202).header("X-Removed", name);
    }

    @Get("files/{*path}") // all that follows, slashes too
    @ResponseHeader(name = "Cache-Control", value = "max-age=60")
    String file(@Param("path") String path) {
        return path;
    }

    @Get("old")
    @Redirect(value = "/cats", status = 301)
    void old() {}

    @Get("numbers")
    Flux<Integer> numbers() {
        return Flux.range(1, 1_000_000); // as fast as the client takes them
    }

    @Sse("ticks")
    Flux<SseEvent> ticks() {
        return Flux.interval(Duration.ofSeconds(1)).map(tick -> SseEvent.of("tick", tick));
    }
}
