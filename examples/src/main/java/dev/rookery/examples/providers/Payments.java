package dev.rookery.examples.providers;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class Payments {
    private final List<PaymentMethod> methods;
    private final Clock clock;
    private final Optional<FraudCheck> check;
    private final Provider<Receipts> receipts;

    @Inject
    private @Nullable AuditLog audit; // null where no module in sight provides one

    Payments(
            List<PaymentMethod> methods, // all implementations in sight
            @Named("settlement") Clock clock, // told apart by a name
            Optional<FraudCheck> check, // empty where no module in sight provides one
            Provider<Receipts> receipts) { // later: breaks a circle
        this.methods = methods;
        this.clock = clock;
        this.check = check;
        this.receipts = receipts;
    }

    String pay(int cents) {
        var checked = check.isEmpty() ? "unchecked" : "checked";
        var audited = audit == null ? "unaudited" : "audited";
        return receipts.get().write(cents) + " by " + methods.size() + " methods, " + clock.getZone() + ", " + checked
                + ", " + audited;
    }
}
