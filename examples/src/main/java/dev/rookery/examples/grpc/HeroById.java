package dev.rookery.examples.grpc;

record HeroById(int id) {}
