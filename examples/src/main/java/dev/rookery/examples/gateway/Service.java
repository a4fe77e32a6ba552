package dev.rookery.examples.gateway;

import dev.rookery.error.ConnectionLostException;
import dev.rookery.error.ConnectionRefusedException;
import dev.rookery.error.HttpException;
import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RequestTimeoutException;
import java.util.Map;
import java.util.function.Supplier;

/** The services behind. Without this class a page would be told that a service failed, but not which. */
enum Service {
    ORDERS("order"),
    STOCK("stock");

    private final String title;

    Service(String title) {
        this.title = title;
    }

    /** Calls it, and tells the page by name if it cannot be reached. What the service refuses is told as it is. */
    <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (NoHandlerException | ConnectionRefusedException error) {
            throw down(503, "is not running");
        } catch (RequestTimeoutException | ConnectionLostException error) { // it may have done what it was asked
            throw down(504, "did not answer");
        }
    }

    private HttpException down(int status, String what) {
        return new HttpException(status, "The " + title + " service " + what, Map.of("service", title));
    }
}
