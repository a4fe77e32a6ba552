package dev.rookery.examples.gateway;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What the page sends. */
record NewOrder(
        @NotBlank @Size(max = 20) String sku,
        @Min(1) @Max(99) int quantity,
        @NotBlank @Size(max = 40) String name) {}
