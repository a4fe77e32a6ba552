package dev.rookery.examples.scopes;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;

@Controller
final class CountController {
    private final TenantCache cache;

    CountController(TenantCache cache) {
        this.cache = cache;
    }

    @MessagePattern("count")
    String count(String what) {
        return cache.count(what);
    }
}
