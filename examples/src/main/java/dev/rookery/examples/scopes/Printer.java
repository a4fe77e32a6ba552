package dev.rookery.examples.scopes;

record Printer() {
    String print(int number) {
        return "page " + number;
    }
}
