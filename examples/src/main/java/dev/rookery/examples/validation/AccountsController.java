package dev.rookery.examples.validation;

import dev.rookery.annotation.Controller;
import dev.rookery.annotation.MessagePattern;
import dev.rookery.validation.ValidationGroups;
import jakarta.validation.Valid;

@Controller
final class AccountsController {

    @MessagePattern("account.create")
    String create(@Valid @ValidationGroups(Account.Create.class) Account account) {
        return account.name();
    }

    @MessagePattern("account.update")
    String update(@Valid @ValidationGroups(Account.Update.class) Account account) {
        return account.name();
    }
}
