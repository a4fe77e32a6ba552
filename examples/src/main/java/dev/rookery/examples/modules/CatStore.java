package dev.rookery.examples.modules;

import dev.rookery.module.Injectable;
import java.util.List;

@Injectable
final class CatStore {
    List<String> names() {
        return List.of("Minka", "Tom");
    }
}
