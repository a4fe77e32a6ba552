package dev.rookery.examples.grpc;

record Page(int size) {}
