package dev.rookery.examples.scopes;

import dev.rookery.module.Module;

@Module(providers = Printer.class)
final class PrinterModule {}
