package dev.rookery.examples.configuration;

import dev.rookery.Rookery;

final class ShopApp {
    public static void main(String[] args) {
        Rookery.createMicroservice(ShopModule.class).listen(); // on what rookery.transport says
    }
}
