package dev.rookery.examples.modules;

import dev.rookery.module.DynamicModule;
import dev.rookery.module.Imports;
import dev.rookery.module.Module;
import java.util.Map;

@Module(
        imports = VetModule.class,
        providers = {Sign.class, Door.class})
final class ClinicModule {

    @Imports // what Nest's imports: [SettingsModule.of(...)] does
    static DynamicModule settings() {
        return SettingsModule.of(Map.of("name", "Clinic of the cats"));
    }
}
