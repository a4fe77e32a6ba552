package dev.rookery.examples.orders;

import dev.rookery.module.Injectable;
import dev.rookery.module.OnModuleInit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

@Injectable
final class Stock implements OnModuleInit {
    private final Set<String> available = ConcurrentHashMap.newKeySet();

    @Override
    public void onModuleInit() {
        available.add("apple");
    }

    void take(String sku) {
        if (!available.contains(sku)) {
            throw new OutOfStockException(sku);
        }
    }
}
