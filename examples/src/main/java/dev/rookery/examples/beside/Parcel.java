package dev.rookery.examples.beside;

record Parcel(int id, String country, int grams) {}
