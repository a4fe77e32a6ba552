package dev.rookery.examples.beside;

import dev.rookery.error.NoHandlerException;
import dev.rookery.error.RemoteException;
import dev.rookery.error.RequestTimeoutException;
import java.util.Optional;

final class Offers {
    private final ShopApi shop;

    Offers(ShopApi shop) {
        this.shop = shop;
    }

    Optional<String> offer(Parcel parcel) {
        try {
            return Optional.of(shop.offer(parcel));
        } catch (RemoteException error) { // the service threw: error.error() is what its RpcException was made of
            if (error.code().filter("NO_OFFER"::equals).isPresent()) {
                return Optional.empty();
            }
            throw error;
        } catch (NoHandlerException | RequestTimeoutException error) { // nobody is there, or it took too long
            return Optional.empty();
        }
    }
}
