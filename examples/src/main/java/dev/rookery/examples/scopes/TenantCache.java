package dev.rookery.examples.scopes;

import dev.rookery.module.Injectable;
import dev.rookery.module.Scope;
import dev.rookery.module.Tenant;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

@Injectable(scope = Scope.TENANT) // one for each tenant, from its first message on
final class TenantCache {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Tenant tenant;

    TenantCache(Tenant tenant) {
        this.tenant = tenant;
    }

    String count(String what) {
        return tenant.key() + " " + counts.merge(what, 1, Integer::sum);
    }

    @PreDestroy
    void clear() {
        counts.clear();
    }
}
