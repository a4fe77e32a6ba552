package dev.rookery.examples.pipeline;

final class BookIsOutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BookIsOutException(String isbn) {
        super(isbn + " is out");
    }
}
