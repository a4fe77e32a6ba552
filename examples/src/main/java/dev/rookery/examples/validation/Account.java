package dev.rookery.examples.validation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.groups.Default;

record Account(
        @Null(groups = Create.class) @NotNull(groups = Update.class) Integer id,

        @NotBlank String name) {

    interface Create extends Default {} // checks what no group is named for, too

    interface Update extends Default {}
}
