package dev.rookery.examples.modules;

import dev.rookery.module.Injectable;
import java.util.List;

@Injectable
final class CatsService {
    private final CatStore store;

    CatsService(CatStore store) {
        this.store = store;
    }

    List<String> all() {
        return store.names();
    }
}
