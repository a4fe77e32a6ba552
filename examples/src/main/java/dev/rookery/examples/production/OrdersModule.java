package dev.rookery.examples.production;

import dev.rookery.module.Module;

@Module(controllers = OrdersController.class)
final class OrdersModule {}
