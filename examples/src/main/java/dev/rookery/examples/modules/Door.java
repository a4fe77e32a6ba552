package dev.rookery.examples.modules;

record Door(Sign sign, CatsService cats) {}
