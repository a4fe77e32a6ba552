package dev.rookery.examples.moving;

import dev.rookery.error.RpcException;
import dev.rookery.pipeline.ArgumentMetadata;
import dev.rookery.pipeline.Pipe;
import org.jspecify.annotations.Nullable;

final class KnownCountry implements Pipe<Parcel, Parcel> {
    @Override
    public @Nullable Parcel transform(@Nullable Parcel parcel, ArgumentMetadata argument) {
        if (parcel != null && !Rates.hasCountry(parcel.country())) {
            throw new RpcException("Nothing is sent to " + parcel.country());
        }
        return parcel;
    }
}
