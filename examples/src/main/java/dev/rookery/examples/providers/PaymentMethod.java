package dev.rookery.examples.providers;

interface PaymentMethod {}
