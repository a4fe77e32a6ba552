package dev.rookery.examples.modules;

import dev.rookery.module.DynamicModule;
import dev.rookery.module.Module;
import dev.rookery.module.ProviderDefinition;
import dev.rookery.module.Token;
import java.util.Map;

@Module
final class SettingsModule {
    private SettingsModule() {}

    static DynamicModule of(Map<String, String> settings) {
        var builder = DynamicModule.builder(SettingsModule.class).global(true);
        settings.forEach((name, value) -> {
            var token = Token.named(name, String.class);
            builder.providers(ProviderDefinition.ofValue(token, value)).exports(token);
        });
        return builder.build();
    }
}
