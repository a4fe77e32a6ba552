package dev.rookery.examples.pipes;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.Header;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.annotation.Payload;
import dev.rookery.annotation.UnknownProperties;
import dev.rookery.annotation.UseFilters;
import dev.rookery.annotation.UsePipes;
import dev.rookery.codec.UnknownPolicy;
import dev.rookery.pipe.DefaultValue;
import dev.rookery.pipe.ParseArray;
import dev.rookery.pipe.ParseEnum;
import dev.rookery.pipe.ParseInt;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Controller
@UseFilters(ParseErrors.class)
final class CatalogController {

    enum Color {
        RED,
        GREEN
    }

    record Listing(int page, List<Integer> ids, @Nullable Color color) {}

    @MessagePattern("catalog.list")
    Listing list(
            @Header("page") @DefaultValue("1") @ParseInt int page, // of "3", and of nothing
            @Payload("ids") @ParseArray(separator = ";") List<Integer> ids, // of "1;2;3", and of [1, 2, 3]
            @Payload("color") @ParseEnum(optional = true) @Nullable Color color) {
        return new Listing(page, ids, color);
    }

    @MessagePattern("catalog.find")
    String find(@Payload("name") @UsePipes(Trim.class) String name) {
        return name;
    }

    @MessagePattern("catalog.top")
    List<Integer> top(@Payload("count") @ParseInt @AtMost(10) int count) {
        return List.of(count);
    }

    record Article(String sku, int price) {}

    @MessagePattern("catalog.add")
    String add(@UnknownProperties(UnknownPolicy.REFUSE) Article article) {
        return article.sku();
    }
}
