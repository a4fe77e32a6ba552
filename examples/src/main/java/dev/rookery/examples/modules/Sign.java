package dev.rookery.examples.modules;

import jakarta.inject.Named;

record Sign(@Named("name") String name) {}
