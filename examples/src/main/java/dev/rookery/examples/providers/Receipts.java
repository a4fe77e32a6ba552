package dev.rookery.examples.providers;

import java.util.Objects;

record Receipts(Payments payments, Rates rates) {
    Receipts {
        Objects.requireNonNull(payments);
    }

    String write(int cents) {
        return cents * rates.factor() + " cents";
    }
}
