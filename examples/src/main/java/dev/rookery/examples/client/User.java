package dev.rookery.examples.client;

record User(String name) {}
