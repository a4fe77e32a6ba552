package dev.rookery.examples.scopes;

import dev.rookery.module.Module;

@Module(
        controllers = {CheckoutController.class, PriceController.class, CountController.class},
        providers = {Basket.class, Tenants.class, TenantCache.class, Cursor.class, Reports.class})
final class ScopesModule {}
