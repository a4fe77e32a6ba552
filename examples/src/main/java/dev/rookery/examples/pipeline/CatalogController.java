package dev.rookery.examples.pipeline;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.Header;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import dev.rookery.annotation.UseFilters;
import dev.rookery.annotation.UseInterceptors;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

@Controller
@UseFilters(CatalogErrors.class)
final class CatalogController {
    private final Map<String, String> lentTo = new ConcurrentHashMap<>();

    @MessagePattern("book.lend")
    @Allow({"reader", "librarian"})
    String lend(@Payload("isbn") String isbn, @CurrentUser String user, @Header("language") Optional<String> language) {
        var holder = lentTo.putIfAbsent(isbn, user);
        if (holder != null) {
            throw new BookIsOutException(isbn);
        }
        return language.filter("de"::equals).isPresent() ? "viel Vergnügen, " + user : "enjoy it, " + user;
    }

    @MessagePattern("book.remove")
    @LibrariansOnly
    boolean remove(@Payload("isbn") String isbn) {
        return lentTo.remove(isbn) != null;
    }

    @MessagePattern("book.appraise")
    @UseInterceptors(Deadline.class)
    Mono<Integer> appraise(String isbn) {
        return isbn.isEmpty() ? Mono.never() : Mono.just(isbn.length());
    }
}
