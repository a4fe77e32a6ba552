package dev.rookery.examples.validation;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.List;

record Order(@NotNull @Email String email, @NotEmpty List<@Valid Line> lines) {

    record Line(@NotBlank String sku, @Positive int quantity) {}
}
