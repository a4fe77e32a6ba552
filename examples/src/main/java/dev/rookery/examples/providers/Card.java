package dev.rookery.examples.providers;

record Card() implements PaymentMethod {}
