package dev.rookery.examples.moving;

record Parcel(int id, String country, int grams) {}
