package dev.rookery.examples.orders;

final class OutOfStockException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sku;

    OutOfStockException(String sku) {
        super("Out of stock: " + sku);
        this.sku = sku;
    }

    String sku() {
        return sku;
    }
}
