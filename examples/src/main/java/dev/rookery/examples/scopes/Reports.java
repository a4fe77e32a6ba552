package dev.rookery.examples.scopes;

import dev.rookery.module.LazyModuleLoader;
import dev.rookery.module.ModuleRef;

final class Reports {
    private final LazyModuleLoader loader;
    private final ModuleRef modules;

    Reports(LazyModuleLoader loader, ModuleRef modules) {
        this.loader = loader;
        this.modules = modules;
    }

    String print() {
        var printer = loader.load(PrinterModule.class).get(Printer.class); // made at the first call, kept from then on
        var page = modules.create(Page.class); // no provider: injected, and yours
        return printer.print(page.number() + modules.resolve(Cursor.class).next());
    }
}
