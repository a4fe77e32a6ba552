package dev.rookery.examples.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

record NewOrder(@NotBlank String sku, @Positive int quantity) {}
