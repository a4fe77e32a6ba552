package dev.rookery.benchmarks.peers.http;

/** The work of the handlers, ours and Jetty's. Nest's is the same in {@code benchmarks/nest/http-service.mjs}. */
final class Orders {
    /** What the guard wants to see. */
    static final String AUTHORIZATION = "Bearer of-the-benchmarks";

    private static final int FIRST = 1;
    private static final int PRICE = 250;

    private Orders() {}

    /** What a client wants. */
    record NewOrder(String customer, String item, int quantity) {}

    /** What it gets. */
    record Order(int id, String customer, String item, int quantity, int total) {}

    static Order place(NewOrder wanted) {
        return new Order(FIRST, wanted.customer(), wanted.item(), wanted.quantity(), wanted.quantity() * PRICE);
    }

    static Order find(int id) {
        return new Order(id, "Morphy", "a box of chess pieces", 2, 2 * PRICE);
    }

    /** What the pipe lets through. */
    static boolean isSensible(NewOrder wanted) {
        return wanted.quantity() > 0;
    }
}
