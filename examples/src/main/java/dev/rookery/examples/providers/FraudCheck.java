package dev.rookery.examples.providers;

interface FraudCheck {}
