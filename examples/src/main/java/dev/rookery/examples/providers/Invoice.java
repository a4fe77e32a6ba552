package dev.rookery.examples.providers;

record Invoice() implements PaymentMethod {}
