package dev.rookery.examples.moving;

import java.util.List;
import java.util.Map;

/** What a kilogram costs to each country that parcels are sent to. */
final class Rates {
    private static final Map<String, Integer> CENTS_A_KILOGRAM = Map.of("DE", 450, "FR", 900, "JP", 2100);

    private Rates() {}

    static List<String> countries() {
        return CENTS_A_KILOGRAM.keySet().stream().sorted().toList();
    }

    static boolean hasCountry(String country) {
        return CENTS_A_KILOGRAM.containsKey(country);
    }

    static int cents(Parcel parcel) {
        return (parcel.grams() + 999) / 1000 * CENTS_A_KILOGRAM.getOrDefault(parcel.country(), 0);
    }
}
