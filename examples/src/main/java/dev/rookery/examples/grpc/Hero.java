package dev.rookery.examples.grpc;

import java.util.Optional;

record Hero(int id, String name, Optional<String> realName) {}
