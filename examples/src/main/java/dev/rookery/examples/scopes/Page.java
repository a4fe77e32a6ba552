package dev.rookery.examples.scopes;

record Page(Cursor cursor) {
    int number() {
        return cursor.next();
    }
}
