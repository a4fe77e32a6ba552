package dev.rookery.examples.validation;

import dev.rookery.module.Module;

@Module(controllers = {ShopController.class, AccountsController.class})
final class ShopModule {}
