package dev.rookery.examples.service;

record User(String name) {}
